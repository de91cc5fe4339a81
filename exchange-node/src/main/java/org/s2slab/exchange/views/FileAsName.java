package org.s2slab.exchange.views;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;

/** The name under which a contact is filed without FileAs: by its FileAsMapping, otherwise its display name. */
record FileAsName(ItemContent contact) {
    static @Nullable String of(ItemContent contact) {
        FileAsName name = new FileAsName(contact);
        return contact.propertyText("FileAsMapping")
                .map(name::mapped)
                .or(() -> contact.propertyText("DisplayName"))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /** The name under which a contact is filed; empty if a client deleted it. */
    static Optional<String> shown(ItemContent contact) {
        return contact.propertyText("FileAs")
                .or(() -> Optional.ofNullable(of(contact)))
                .filter(text -> !text.isEmpty());
    }

    private @Nullable String mapped(String mapping) {
        String given = words(" ", text("GivenName"), text("MiddleName"));
        String surname = text("Surname");
        String company = text("CompanyName");
        String comma = words(", ", surname, given);
        String space = words(" ", surname, given);
        return switch (mapping) {
            case "LastCommaFirst" -> comma;
            case "FirstSpaceLast" -> words(" ", given, surname, text("Generation"));
            case "Company" -> company;
            case "LastCommaFirstCompany" -> behind(comma, company);
            case "CompanyLastCommaFirst" -> behind(company, comma);
            case "LastFirst" -> surname + given;
            case "LastFirstCompany" -> behind(surname + given, company);
            case "CompanyLastFirst" -> behind(company, surname + given);
            case "LastFirstSuffix" -> words(" ", surname + text("GivenName"), text("Generation"));
            case "LastSpaceFirst" -> space;
            case "LastSpaceFirstCompany" -> behind(space, company);
            case "CompanyLastSpaceFirst" -> behind(company, space);
            case "LastFirstMiddleSuffix" -> words(" ", space, text("Generation"));
            case "FirstName" -> text("GivenName");
            case "LastName" -> surname;
            case "Empty" -> "";
            default -> text("DisplayName");
        };
    }

    private String text(String property) {
        return contact.propertyText(property, "");
    }

    private static String behind(String first, String other) {
        return first.isEmpty() || other.isEmpty() ? first + other : first + " (" + other + ")";
    }

    private static String words(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }
}
