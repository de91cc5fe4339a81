package org.s2slab.authz.signin;

import org.jspecify.annotations.Nullable;

/**
 * The permission of a person for a program, which the program redeems by a code.
 *
 * @param userCode the hash of the code that the person types; null without a device
 * @param tenant the tenant whose people may sign in; empty before the sign-in if these are several
 * @param person the object id of the person who signed in; empty before the sign-in
 * @param binding the challenge of PKCE, a blank and the redirect address; for a device, the blank
 * @param asked the scopes
 * @param nonce the nonce for the ID token, or an empty text
 * @param expires seconds since 1970
 * @param polled the last time that the device asked for the token, seconds since 1970
 */
record SignInGrant(
        @Nullable String userCode,
        String tenant,
        String client,
        String person,
        String binding,
        String asked,
        String nonce,
        long expires,
        State state,
        long polled) {
    /** What happened to a grant. */
    enum State {
        /** The person has not decided yet. */
        WAITING,
        /** The person signed in. */
        GIVEN,
        /** The person declined. */
        DECLINED,
        /** The program got its token. */
        USED
    }

    /**
     * The grant for a request.
     *
     * @param userCode the hash of the code that the person types, or null if the person has signed in already
     */
    static SignInGrant of(SignInRequest asked, @Nullable String userCode, String tenant, String person, long expires) {
        return new SignInGrant(
                userCode,
                tenant,
                asked.text("client_id"),
                person,
                asked.text("code_challenge") + " " + asked.text("redirect_uri"),
                asked.asked(),
                asked.text("nonce"),
                expires,
                userCode == null ? State.GIVEN : State.WAITING,
                0);
    }

    String challenge() {
        return binding.substring(0, binding.indexOf(' '));
    }

    String redirect() {
        return binding.substring(binding.indexOf(' ') + 1);
    }
}
