package org.s2slab.engine.checker.plain;

/** Thrown if a text does not have the required form. */
final class BrokenException extends Exception {
    private static final long serialVersionUID = 1;

    BrokenException(String what) {
        super(what);
    }
}
