package org.s2slab.validation;

import java.util.Set;
import org.s2slab.config.Switches;

/**
 * The differences between the products' validation, as settings of an endpoint group. A token never chooses them.
 *
 * @param withUser the form of an actor token that carries a user in an outer token, and of that outer token
 * @param alone the form of a token an application presents for itself
 * @param skew permitted clock skew in seconds, applied once at each end (check H2); at most 300
 * @param outerLifetime the maximum lifetime of an outer token in seconds (check H3)
 * @param rules the rules that are on
 * @param scopes the permissions of which a person's access token needs one (check Q13); empty where no such token is
 *     accepted
 */
public record ValidationProfile(
        Form withUser, Form alone, int skew, int outerLifetime, Switches<ProfileRule> rules, Set<String> scopes) {
    /** A rule of an endpoint group that is on or off. */
    public enum ProfileRule {
        /**
         * This is a SharePoint farm. A farm accepts registered issuers of a realm that it does not serve, because each
         * farm has its own ({@code Get-SPAuthenticationRealm}). Other products accept only realms that the service
         * itself has (check F7). A farm accepts an authorization server's tokens in its own realm only, which {@code
         * Set-SPAuthenticationRealm} sets to the tenant's. The application of the token must be registered by name or
         * by the object id of its service principal ({@code Register-SPAppPrincipal}).
         */
        FARM,

        /** An application needs a linked account or granted permissions (check I3). */
        PERMISSIONS_NEEDED,

        /** Only tokens with a user are accepted (check D8). */
        USERS_ONLY,

        /** Access tokens of authorization servers of type AzureAD are accepted, too (group Q). */
        ACCESS_TOKENS
    }

    /**
     * The form of one kind of token. Times are texts ([MS-XOAUTH] 2.2) or whole numbers: captures have both, in either
     * layer and at every product.
     *
     * @param options the accepted variants
     * @param actorLifetime the maximum lifetime of the actor token in seconds
     */
    public record Form(Switches<FormOption> options, int actorLifetime) {
        /** A variant of the form of tokens that a product may accept. */
        public enum FormOption {
            /** Trustedfordelegation may be the JSON value true instead of the text. */
            BOOLEAN_FLAG,

            /** Aud may name the port of the request after the host. */
            PORT_IN_AUDIENCE
        }

        public boolean booleanFlag() {
            return options.has(FormOption.BOOLEAN_FLAG);
        }

        public boolean portInAudience() {
            return options.has(FormOption.PORT_IN_AUDIENCE);
        }
    }

    /** The check-list's bound: an actor token is valid for at most a day. */
    private static final int DAY = 86_400;

    /**
     * The maximum lifetime of an authorization server's token in seconds, for all profiles: a day, and five minutes for
     * clock skew, as captured in 2020 and 2025 (86,700 s).
     */
    static final int AUTHORIZATION_SERVER_LIFETIME = 86_700;

    /** Eight hours: the lifetime of outer tokens of Exchange and Lync ([MS-XOAUTH] 4.4; observed also 2025). */
    private static final int EIGHT_HOURS = 28_800;

    /** The WIF default, five minutes, which these products use. */
    private static final int FIVE_MINUTES = 300;

    private static final Form PLAIN = new Form(Switches.of(), DAY);

    /**
     * Lync Server. An outer token lives eight hours, as in [MS-XOAUTH] 4.4 and in captured tokens, although the
     * check-list recommends one hour. It accepts access tokens of applications, but not of people.
     */
    public static final ValidationProfile LYNC =
            new ValidationProfile(PLAIN, PLAIN, FIVE_MINUTES, EIGHT_HOURS, Switches.of(ProfileRule.ACCESS_TOKENS));

    /**
     * Exchange: as {@link #LYNC}, and the application needs a linked account or granted permissions. Access tokens of evoSTS are
     * accepted, a person's with a permission for EWS.
     */
    public static final ValidationProfile EXCHANGE = new ValidationProfile(
            PLAIN,
            PLAIN,
            FIVE_MINUTES,
            EIGHT_HOURS,
            Switches.of(ProfileRule.PERMISSIONS_NEEDED, ProfileRule.ACCESS_TOKENS),
            Set.of("EWS.AccessAsUser.All", "user_impersonation"));

    /**
     * SharePoint. Without a user it accepts the form of high-trust add-ins: the flag as JSON true, the port in the
     * audience, a window of 24 hours that began in the past. With a user, both tokens live 12 hours, as in TokenHelper.
     * Times may also be numbers: [MS-SPS2SAUTH] 3.1.5 has texts, but farms accepted captured tokens with numbers. The
     * site decides later what an application may do (Set-SPAppPrincipalPermission).
     */
    public static final ValidationProfile SHAREPOINT_HIGH_TRUST = new ValidationProfile(
            new Form(Switches.of(), DAY),
            new Form(Switches.of(Form.FormOption.BOOLEAN_FLAG, Form.FormOption.PORT_IN_AUDIENCE), DAY),
            FIVE_MINUTES,
            43_200,
            Switches.of(ProfileRule.FARM));

    /** A profile without access tokens of people. */
    public ValidationProfile(Form withUser, Form alone, int skew, int outerLifetime, Switches<ProfileRule> rules) {
        this(withUser, alone, skew, outerLifetime, rules, Set.of());
    }

    public ValidationProfile {
        scopes = Set.copyOf(scopes);
        if (skew < 0 || skew > FIVE_MINUTES) {
            throw new IllegalArgumentException("skew is " + skew + " s, expected 0 to " + FIVE_MINUTES);
        }
    }

    public boolean farm() {
        return rules.has(ProfileRule.FARM);
    }

    public boolean permissionsNeeded() {
        return rules.has(ProfileRule.PERMISSIONS_NEEDED);
    }

    public boolean usersOnly() {
        return rules.has(ProfileRule.USERS_ONLY);
    }

    public boolean accessTokens() {
        return rules.has(ProfileRule.ACCESS_TOKENS);
    }

    /**
     * Returns this profile for users only: it refuses an application for itself (check D8). No product of the lab needs
     * it. MS-XOAUTH leaves this rule to the resource, and its tests need a profile in which it refuses.
     */
    public ValidationProfile forUsersOnly() {
        return new ValidationProfile(
                withUser, alone, skew, outerLifetime, rules.with(ProfileRule.USERS_ONLY, true), scopes);
    }
}
