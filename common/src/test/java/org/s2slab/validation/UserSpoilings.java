package org.s2slab.validation;

import static org.s2slab.validation.Spoiling.alone;
import static org.s2slab.validation.Spoiling.issued;
import static org.s2slab.validation.Spoiling.spoils;

import java.util.List;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.Spoiling.Spoil;

/** Spoilings of rights, of users, and of what is kept: groups I, J and N. */
final class UserSpoilings {
    static final List<Spoiling> RIGHTS = List.of(
            spoils("I1", "no delegation flag", (w, t) -> t.actor().withoutClaim("trustedfordelegation")),
            spoils("I1", "false", (w, t) -> t.actor().claim("trustedfordelegation", "false")),
            spoils("I1", "True with a capital", (w, t) -> t.actor().claim("trustedfordelegation", "True")),
            spoils("I1", "1", (w, t) -> t.actor().claim("trustedfordelegation", "1")),
            spoils(
                    "I2",
                    "level Application for a user",
                    (w, t) -> w.lync(true, TrustLevel.APPLICATION, false, true, 0)),
            spoils("I2", "level User without consent", (w, t) -> w.lync(true, TrustLevel.USER, false, true, 0)),
            alone("I2", "level User for itself", (w, t) -> w.lync(true, TrustLevel.USER, false, true, 0)),
            issued("I1", "false", (w, t) -> t.actor().claim("trustedfordelegation", "false")),
            spoils("I3", "no permissions", (w, t) -> w.lync(true, TrustLevel.FULL, false, false, 0)),
            alone("I3", "no permissions, for itself", (w, t) -> w.lync(true, TrustLevel.FULL, false, false, 0)));

    static final List<Spoiling> CLAIMED = List.of(
            spoils("J8", "an encoded claim", only("nameid", "0#.w|contoso\\anna")),
            spoils("J8", "an encoded claim for upn", (w, t) -> t.outer().claim("upn", "i:0#.w|contoso@anna")),
            spoils("J8", "a scheme before the address", (w, t) -> t.outer().claim("sip", "sip:" + TestTokens.ANNA)),
            spoils("J8", "a broken security identifier", only("nameid", "s-1-5-21--500")),
            spoils("J8", "two @ in an address", (w, t) -> t.outer().claim("smtp", "a@b@c")),
            spoils("J8", "no number behind s-1-", only("nameid", "s-1-")),
            spoils("J8", "one number behind s-1-", only("nameid", "s-1-5")),
            spoils("J8", "the online directory's number without its name", only("nameid", "10032001E2CBE43B")),
            spoils("J8", "fifteen digits of the online directory", online("10032001E2CBE43")),
            spoils("J8", "a number of the online directory that is no hex", online("10032001E2CBE43G")),
            spoils("J8", "a full-width digit", online("10032001E2CBE43\uff11")),
            spoils("J8", "an empty nameid", only("nameid", "")),
            spoils("J6", "an unknown provider", (w, t) -> t.outer().claim("nii", "trusted:elsewhere")),
            spoils(
                    "J6",
                    "the online directory",
                    (w, t) -> t.outer()
                            .claim("nii", "urn:federation:MicrosoftOnline")
                            .claim("nameid", "10032001E2CBE43B")),
            spoils("J6", "a forms provider", (w, t) -> t.outer().claim("identityprovider", "forms")),
            spoils("J7", "the local system", builtIn("s-1-5-18")),
            spoils("J7", "a local service", builtIn("S-1-5-19")),
            spoils("J7", "the administrators", builtIn("s-1-5-32-544")),
            spoils("J7", "everyone", builtIn("s-1-1-0")),
            spoils("J7", "the administrator of a domain", builtIn("s-1-5-21-100-200-300-500")),
            spoils("J7", "SharePoint's system account", only("upn", "app@sharepoint")),
            spoils("J5", "a security identifier that is not accepted", only("nameid", ValidationWorld.SID)));

    static final List<Spoiling> FOUND = List.of(
            spoils("J10", "the administrator of a domain by an address", (w, t) -> w.known("s-1-5-21-100-200-300-500")),
            spoils("J10", "a service account by an address", (w, t) -> w.known("s-1-5-20")),
            spoils("J2", "a ghost", (w, t) -> w.users.clear()),
            spoils(
                    "J2",
                    "an address nobody has beside good ones",
                    (w, t) -> t.outer().claim("sip", "ghost@contoso.com")),
            spoils("J2", "a security identifier nobody has", (w, t) -> {
                w.lync(true, TrustLevel.FULL, true, true, 0);
                t.outer().claim("nameid", ValidationWorld.SID);
            }),
            spoils(
                    "J3",
                    "two users with one address",
                    (w, t) -> w.user("anna2", TestTokens.ANNA, TestTokens.REALM, true)),
            spoils("J3", "two users with the second address", (w, t) -> {
                t.outer().claim("smtp", "both@contoso.com");
                w.user("anna", "both@contoso.com", TestTokens.REALM, true);
                w.user("bert", "both@contoso.com", TestTokens.REALM, true);
            }),
            spoils(
                    "J1",
                    "the upn of one and the smtp of another",
                    (w, t) -> t.outer().claim("smtp", "bert@contoso.com")),
            spoils("J9", "a user of another tenant", (w, t) -> {
                w.users.clear();
                w.user("anna", TestTokens.ANNA, "fabrikam.com", true);
            }),
            spoils("J4", "a disabled user", (w, t) -> {
                w.users.clear();
                w.user("anna", TestTokens.ANNA, TestTokens.REALM, false);
            }));

    static final List<Spoiling> KEPT = List.of(
            new Spoiling("N1", "I4", "a kept result after the partner was disabled", true, (w, t) -> {
                w.present(TestTokens.forAnna()).await();
                w.lync(false, TrustLevel.FULL, false, true, 0);
                w.epoch.advance();
            }),
            new Spoiling("N1", "H2", "a kept result after the clock went back", true, (w, t) -> {
                w.present(TestTokens.forAnna()).await();
                w.clock.set(w.clock.instant().minusSeconds(3600));
            }));

    private UserSpoilings() {}

    private static Spoil only(String claim, String value) {
        return (world, token) -> token.outer()
                .withoutClaim("nameid")
                .withoutClaim("upn")
                .withoutClaim("smtp")
                .withoutClaim("sip")
                .claim(claim, value);
    }

    private static Spoil online(String number) {
        return (world, token) -> {
            only("nameid", number).in(world, token);
            token.outer().claim("nii", "urn:federation:MicrosoftOnline");
        };
    }

    private static Spoil builtIn(String sid) {
        return (world, token) -> {
            world.lync(true, TrustLevel.FULL, true, true, 0);
            only("nameid", sid).in(world, token);
        };
    }
}
