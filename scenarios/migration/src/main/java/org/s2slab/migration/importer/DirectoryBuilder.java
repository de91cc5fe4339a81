package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Builds the user directory of the copy: the exported users, or else two users whom every server knows. */
final class DirectoryBuilder {
    /** Maximum number of users. More users only slow down the start. The trust is tested with one user. */
    private static final int MOST = 200;

    private final DeploymentDraft draft;
    private final Map<String, ImportedPerson> byName = new LinkedHashMap<>();

    DirectoryBuilder(DeploymentDraft draft) {
        this.draft = draft;
        draft.servers.stream()
                .flatMap(server -> server.people.stream())
                .forEach(person -> byName.merge(person.upn().toLowerCase(Locale.ROOT), person, DirectoryBuilder::both));
        if (byName.size() > MOST) {
            draft.notes.leftOut((byName.size() - MOST) + " of " + byName.size()
                    + " people, of which the copy has the first " + MOST);
        }
    }

    private static ImportedPerson both(ImportedPerson one, ImportedPerson other) {
        return new ImportedPerson(
                one.name(),
                one.upn(),
                one.sip() == null ? other.sip() : one.sip(),
                one.mail().isEmpty() ? other.mail() : one.mail(),
                one.enabled() && other.enabled());
    }

    /** The users as entries of the topology file. */
    List<Object> entries() {
        if (byName.isEmpty()) {
            String first = "test.one@" + draft.domain;
            String second = "test.two@" + draft.domain;
            draft.notes.assumed("two test users, " + first + " and " + second + ", on every server");
            return List.of(entry("Test One", first), entry("Test Two", second));
        }
        List<Object> entries = new ArrayList<>();
        byName.values().stream().limit(MOST).forEach(person -> entries.add(entry(person)));
        return entries;
    }

    private static Map<String, Object> entry(String name, String upn) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("upn", upn);
        return entry;
    }

    private Map<String, Object> entry(ImportedPerson person) {
        Map<String, Object> entry = entry(person.name(), person.upn());
        boolean mailboxes = draft.servers.stream().anyMatch(server -> server.peopleAreKnown && server.is("exchange"));
        boolean users = draft.servers.stream().anyMatch(server -> server.peopleAreKnown && server.is("lync"));
        if (!person.mail().isEmpty() && !person.mail().equals(List.of(person.upn()))) {
            entry.put("smtp", person.mail());
        }
        if (users && person.sip() == null) {
            entry.put("sip", "none");
        } else if (person.sip() != null && !person.sip().equalsIgnoreCase(person.upn())) {
            entry.put("sip", person.sip());
        }
        if (mailboxes && person.mail().isEmpty()) {
            entry.put("mailbox", false);
        }
        if (!person.enabled()) {
            entry.put("enabled", false);
        }
        return entry;
    }

    /** Whether a server has other mail addresses of a person than the topology. */
    boolean differs(ImportedPerson person) {
        return byName.values().stream()
                .limit(MOST)
                .anyMatch(known -> known.upn().equalsIgnoreCase(person.upn())
                        && !known.mail().equals(person.mail()));
    }
}
