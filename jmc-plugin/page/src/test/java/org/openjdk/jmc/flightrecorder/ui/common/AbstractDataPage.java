package org.openjdk.jmc.flightrecorder.ui.common;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.forms.widgets.Form;
import org.openjdk.jmc.flightrecorder.ui.IDisplayablePage;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageDefinition;
import org.openjdk.jmc.flightrecorder.ui.StreamModel;

/** A page as its definition says. */
public abstract class AbstractDataPage implements IDisplayablePage {
  private final IPageDefinition definition;
  private final StreamModel model;

  public AbstractDataPage(IPageDefinition definition, StreamModel model, IPageContainer editor) {
    this.definition = definition;
    this.model = model;
  }

  @Override
  public ImageDescriptor getImageDescriptor() {
    return definition.getImageDescriptor();
  }

  protected Image getIcon() {
    return JFaceResources.getResources().create(definition.getImageDescriptor());
  }

  @Override
  public String getName() {
    return definition.getName();
  }

  @Override
  public String getDescription() {
    return definition.getDescription();
  }

  protected StreamModel getDataSource() {
    return model;
  }

  /** Tells by the form's message that the page asked for it. */
  public void addResultActions(Form form) {
    form.setData("resultActions", String.join(",", definition.getTopics()));
  }
}
