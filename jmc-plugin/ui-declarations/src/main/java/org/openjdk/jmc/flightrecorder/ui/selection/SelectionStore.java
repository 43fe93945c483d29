package org.openjdk.jmc.flightrecorder.ui.selection;

public class SelectionStore {}
