package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import java.util.List;
import java.util.function.Consumer;

/** Spoilings of the claims that identify the user: group J. */
final class UserClaimSpoilings {
    static final List<TokenSpoiling> ALL = List.of(
            ofUser("J8", "nameid is an encoded claim of SharePoint.", only("nameid", "0#.w|contoso\\anna")),
            ofUser("J8-sip", "sip begins with sip:.", t -> t.outer().claims().put("sip", "sip:" + upn(t))),
            ofUser("J8-sid", "nameid is a broken security identifier.", only("nameid", "s-1-5-21--500")),
            ofUser("J8-two", "smtp has two '@'.", with("smtp", "a@b@c")),
            ofUser("J8-empty", "nameid is empty.", only("nameid", "")),
            ofUser("J6", "nii is a provider that nobody knows.", with("nii", "trusted:elsewhere")),
            ofUser("J6-forms", "identityprovider is forms.", with("identityprovider", "forms")),
            ofUser("J7", "The user is SharePoint's system account.", only("upn", "app@sharepoint")),
            ofUser("J7-system", "The user is the local system.", only("nameid", "s-1-5-18")),
            ofUser("J7-administrators", "The user is the group of administrators.", only("nameid", "s-1-5-32-544")),
            ofUser("J7-everyone", "The user is everyone.", only("nameid", "s-1-1-0")),
            ofUser(
                    "J5",
                    "The user is named by a security identifier, which the resource has to accept expressly.",
                    only("nameid", "s-1-5-21-100-200-300-1104")),
            ofUser("J2", "The user does not exist.", t -> t.nameUserOnlyBy("upn", "nobody-of-this-name@" + domain(t))),
            ofUser(
                    "J2-sip",
                    "sip is nobody's, the other names are right.",
                    t -> t.outer().claims().put("sip", "nobody-of-this-name@" + domain(t))),
            ofUser(
                    "J1",
                    "upn is one user's and smtp another's.",
                    t -> t.outer().claims().put("smtp", another(t))));

    private UserClaimSpoilings() {}

    private static Consumer<ForgedToken> only(String claim, String value) {
        return token -> token.nameUserOnlyBy(claim, value);
    }

    private static Consumer<ForgedToken> with(String claim, String value) {
        return token -> token.outer().claims().put(claim, value);
    }

    private static String upn(ForgedToken token) {
        return String.valueOf(token.outer().claims().getValue("upn"));
    }

    private static String domain(ForgedToken token) {
        String upn = upn(token);
        return upn.substring(upn.indexOf('@') + 1);
    }

    /** The mail address of another user of the deployment. */
    private static String another(ForgedToken token) {
        return token.holdings().people().stream()
                .filter(person -> !person.upn().equals(upn(token)) && person.isEnabled())
                .flatMap(person -> person.mailAddresses().stream())
                .findFirst()
                .orElseThrow(
                        () -> new InapplicableSpoilingException("spoil: J1 needs a second person in the deployment"));
    }
}
