package org.s2slab.validation;

/**
 * Where the products differ in what they take, as values of one door and never as a choice a token could make.
 *
 * @param withUser the form of an actor token that carries a user in an outer token, and of that outer token
 * @param alone the form of a token an application presents for itself
 * @param skew seconds a clock may be off, applied once at each end (check H2); at most 300
 * @param outerLifetime the longest life of an outer token in seconds (check H3)
 * @param farm whether this is a SharePoint farm. It takes registered issuers of a realm that is not served here, for each
 *     farm keeps its own ({@code Get-SPAuthenticationRealm}); elsewhere every realm in a token is one of this service's
 *     own (check F7). Tokens of an authorization server it takes in its own realm only, which becomes the tenant's by
 *     {@code Set-SPAuthenticationRealm}, and of applications that are registered by name or by the object id of their
 *     service principal ({@code Register-SPAppPrincipal})
 * @param permissionsNeeded whether an application needs a linked account or granted permissions (check I3)
 * @param usersOnly whether only tokens with a user are taken (check D8)
 */
public record ValidationProfile(
        Form withUser,
        Form alone,
        int skew,
        int outerLifetime,
        boolean farm,
        boolean permissionsNeeded,
        boolean usersOnly) {
    /**
     * What one kind of token looks like. Times are texts ([MS-XOAUTH] 2.2) or whole numbers: captures have both, in either
     * layer and at every product.
     *
     * @param booleanFlag whether trustedfordelegation may be the JSON value true instead of the text
     * @param portInAudience whether aud may name the port of the request after the host
     * @param actorLifetime the longest life of the actor token in seconds
     */
    public record Form(boolean booleanFlag, boolean portInAudience, int actorLifetime) {}

    /** Most of the check-list's bound: an actor token lives a day at most. */
    private static final int DAY = 86_400;

    /**
     * The longest life of an authorization server's token in seconds, whatever the door: a day, and the five minutes that
     * server allows for clocks, as captured in 2020 and 2025 (86,700 s).
     */
    static final int AUTHORIZATION_SERVER_LIFETIME = 86_700;

    /** Eight hours: what Exchange and Lync give an outer token ([MS-XOAUTH] 4.4; observed also 2025). */
    private static final int EIGHT_HOURS = 28_800;

    /** The WIF default, five minutes, which these products take over. */
    private static final int FIVE_MINUTES = 300;

    private static final Form PLAIN = new Form(false, false, DAY);

    /**
     * Lync Server. An outer token lives eight hours, as
     * in [MS-XOAUTH] 4.4 and in captures, where the check-list would have it one: this lab stays faithful to the wire.
     */
    public static final ValidationProfile LYNC =
            new ValidationProfile(PLAIN, PLAIN, FIVE_MINUTES, EIGHT_HOURS, false, false, false);

    /** Exchange: as {@link #LYNC}, and the application needs a linked account or granted permissions. */
    public static final ValidationProfile EXCHANGE =
            new ValidationProfile(PLAIN, PLAIN, FIVE_MINUTES, EIGHT_HOURS, false, true, false);

    /**
     * SharePoint, whose door also takes the form its high-trust add-ins send for themselves: the flag as JSON true, the port
     * in the audience, a window of 24 hours that began in the past. None of this holds for a token with a user in it: there
     * both tokens live 12 hours as TokenHelper makes them. Times are taken as numbers in it too: [MS-SPS2SAUTH] 3.1.5 has
     * texts, and tokens that real farms were seen to take have numbers. What an application may do is decided by site, after its token (Set-SPAppPrincipalPermission).
     */
    public static final ValidationProfile SHAREPOINT_HIGH_TRUST = new ValidationProfile(
            new Form(false, false, DAY), new Form(true, true, DAY), FIVE_MINUTES, 43_200, true, false, false);

    public ValidationProfile {
        if (skew < 0 || skew > FIVE_MINUTES) {
            throw new IllegalArgumentException("skew is " + skew + " s, expected 0 to " + FIVE_MINUTES);
        }
    }

    /** The same for a door that serves users only: an application for itself is refused (check D8). */
    public ValidationProfile forUsersOnly() {
        return new ValidationProfile(withUser, alone, skew, outerLifetime, farm, permissionsNeeded, true);
    }
}
