package org.s2slab.shell;

/**
 * A text that is given to cmdlets and shown nowhere.
 *
 * @param text what it is
 */
record SecureText(String text) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
