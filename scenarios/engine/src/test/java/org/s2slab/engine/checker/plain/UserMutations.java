package org.s2slab.engine.checker.plain;

import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;

/** Mutations of the user identifiers, valid and invalid. */
final class UserMutations {
    private static final String ACTIVE_DIRECTORY = "urn:office:idp:activedirectory";

    private UserMutations() {}

    static List<Mutation> all() {
        return List.of(
                UserMutations::identifiers,
                UserMutations::identifiers,
                UserMutations::identifiers,
                UserMutations::other,
                UserMutations::other,
                UserMutations::directory,
                UserMutations::securityIdentifier,
                UserMutations::securityIdentifier);
    }

    /** Adds the identifiers that Lync and Exchange use. */
    static void name(TokenDraft outer, PersonFacts person) {
        outer.claim("nameid", person.upn());
        outer.claim("nii", ACTIVE_DIRECTORY);
        outer.claim("upn", person.upn());
        if (!person.smtp().isEmpty()) {
            outer.claim("smtp", person.smtp().get(0));
        }
        String sip = person.sip();
        if (sip != null) {
            outer.claim("sip", sip);
        }
    }

    /** Sets some identifiers of one person or of two people. */
    private static String identifiers(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no user to name";
        }
        outer.claims.removeIf(member -> List.of("nameid", "upn", "smtp", "sip").contains(member.name()));
        PersonFacts person = choice.any(call.service.people());
        PersonFacts second = choice.oneIn(4) ? choice.any(call.service.people()) : person;
        StringBuilder said = new StringBuilder("user");
        for (String claim : List.of("nameid", "upn", "smtp", "sip")) {
            if (choice.oneIn(2)) {
                String value =
                        choice.oneIn(8) ? any(person, choice) : own(claim, choice.oneIn(3) ? second : person, choice);
                outer.claim(claim, value);
                said.append(' ').append(claim).append('=').append(value);
            }
        }
        return said.toString();
    }

    private static String own(String claim, PersonFacts person, SeededChoice choice) {
        String sip = person.sip();
        return switch (claim) {
            case "smtp" -> person.smtp().isEmpty() ? person.upn() : choice.any(person.smtp());
            case "sip" -> sip == null ? person.upn() : sip;
            case "nameid" -> choice.oneIn(3) ? any(person, choice) : person.upn();
            default -> person.upn();
        };
    }

    private static String any(PersonFacts person, SeededChoice choice) {
        String sip = person.sip();
        String sid = person.sid();
        return choice.any(
                person.upn(),
                person.smtp().isEmpty() ? "" : choice.any(person.smtp()),
                sip == null ? "sip:" + person.upn() : sip,
                sid == null ? "s-1-5-21-1-2-3-9999" : sid,
                person.upn().replaceAll("@.*", ""));
    }

    private static String other(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no user to change";
        }
        String claim = choice.any("nameid", "upn", "smtp", "sip");
        String value = choice.any(
                "nobody@contoso.com",
                "anna@fabrikam.com",
                "ANNA@CONTOSO.COM",
                "Anna@contoso.com",
                "anna@contoso.com",
                "contoso\\anna",
                "sip:anna@contoso.com",
                "SMTP:anna@contoso.com",
                "0#.w|contoso\\anna",
                "i:0#.w|contoso\\anna",
                "10032001E2CBE43B",
                "nt authority\\local service",
                "sharepoint\\system",
                "app@sharepoint",
                "*",
                "",
                "anna@contoso.com;bert@contoso.com",
                "%61nna@contoso.com",
                "\u0430nna@contoso.com",
                "anna@contoso.com\u0000bert",
                choice.any(call.service.people()).upn());
        outer.claim(claim, value);
        return "user's " + claim + " " + value;
    }

    private static String directory(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no user's directory to change";
        }
        String nii = choice.any(
                ACTIVE_DIRECTORY,
                "URN:office:idp:ActiveDirectory",
                "urn:federation:MicrosoftOnline",
                "urn:office:idp:forms:x",
                "trusted:adfs",
                "windows",
                "",
                " " + ACTIVE_DIRECTORY);
        if (choice.oneIn(4)) {
            outer.claims.removeIf(member -> member.name().equals("nii"));
            return "no nii";
        }
        outer.claim("nii", nii);
        return "nii " + nii;
    }

    private static String securityIdentifier(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        if (outer == null) {
            return "no user to give a SID";
        }
        PersonFacts person = choice.any(call.service.people());
        String known = person.sid();
        String right = known == null ? "s-1-5-21-1001-2002-3003-1199" : known;
        String sid = choice.any(
                right,
                right,
                right,
                right,
                right.toUpperCase(java.util.Locale.ROOT),
                "s-1-5-19",
                "s-1-5-18",
                "s-1-5-32-544",
                "s-1-1-0",
                "s-1-5-21-1001-2002-3003-500",
                "s-1-5-21-1001-2002-3003-999",
                "s-1-5-21-9-9-9-1104",
                right + " ",
                "s-1-5-21");
        outer.claim("nameid", sid);
        if (choice.oneIn(2)) {
            outer.claims.removeIf(member -> List.of("upn", "smtp", "sip").contains(member.name()));
        } else if (choice.oneIn(2)) {
            name(outer, person);
            outer.claim("nameid", sid);
        }
        return "nameid " + sid;
    }
}
