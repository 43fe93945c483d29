package io.schedprobe.jmc.page;

import io.schedprobe.rules.Topics;
import org.eclipse.jface.resource.ImageDescriptor;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.flightrecorder.ui.IDataPageFactory;
import org.openjdk.jmc.flightrecorder.ui.IDisplayablePage;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageDefinition;
import org.openjdk.jmc.flightrecorder.ui.StreamModel;

/** Makes the page for each recording that is opened. */
public final class NoisyNeighborsPageFactory implements IDataPageFactory {

  @Override
  public String getName(IState state) {
    return Messages.Page_NAME;
  }

  @Override
  public String getDescription(IState state) {
    return Messages.Page_DESC;
  }

  @Override
  public String[] getTopics(IState state) {
    return new String[] {Topics.NOISY_NEIGHBORS};
  }

  @Override
  public ImageDescriptor getImageDescriptor(IState state) {
    return ImageDescriptor.createFromURL(
        NoisyNeighborsPageFactory.class.getResource("/icons/noisy_neighbors.png"));
  }

  @Override
  public IDisplayablePage createPage(
      IPageDefinition definition, StreamModel items, IPageContainer editor) {
    return new NoisyNeighborsPage(definition, items, editor);
  }
}
