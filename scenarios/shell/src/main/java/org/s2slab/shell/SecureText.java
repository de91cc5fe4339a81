package org.s2slab.shell;

/**
 * A secret text for cmdlets, which is never printed.
 *
 * @param text the secret
 */
record SecureText(String text) {
    @Override
    public String toString() {
        return "(secret)";
    }
}
