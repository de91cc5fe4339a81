package org.s2slab.authz.signin;

/**
 * A form of a page with something that can be guessed: a password, or the code of a device.
 *
 * @param own whether the form comes from the page that this server showed to this browser at this address
 * @param name the name of the person, or the address from which the code came
 * @param right whether the password or the code is right
 * @param wrong the number of wrong guesses for the name in the last minute
 */
record PageForm(boolean own, String name, boolean right, int wrong) implements SignInFacts {
    @Override
    public String text(String value) {
        return name;
    }
}
