package org.openjdk.jmc.ui.misc;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.swt.custom.SashForm;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;

/** Keeps the weights of a sash. */
public class PersistableSashForm {
  public static void loadState(SashForm form, IState sashState) {
    form.setWeights(
        Arrays.stream(sashState.getAttribute("weights").split(","))
            .mapToInt(Integer::parseInt)
            .toArray());
  }

  public static void saveState(SashForm form, IWritableState sashState) {
    sashState.putString(
        "weights",
        Arrays.stream(form.getWeights())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",")));
  }
}
