package org.s2slab.engine.text;

/** The version of the lab, as the command line shows it. */
public final class LabVersion {
    public static final String TEXT = "1.0.0";

    private LabVersion() {}
}
