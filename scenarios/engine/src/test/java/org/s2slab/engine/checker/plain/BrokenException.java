package org.s2slab.engine.checker.plain;

/** A text has not the form that it must have. */
final class BrokenException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenException(String what) {
        super(what);
    }
}
