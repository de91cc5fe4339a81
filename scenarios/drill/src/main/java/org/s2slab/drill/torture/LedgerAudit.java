package org.s2slab.drill.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.config.PostgresConfig;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.store.NameKey;

/** Compares the ledger with the stopped nodes' databases: each item in each place where it must be stored. */
final class LedgerAudit {
    private static final Pattern KEY = Pattern.compile(AcknowledgedLedger.KEY + "\\d+x\\d+");

    private static final String CONFERENCES = "conferences of Lync";
    private static final String SITE = "calendar of the site";
    private static final String CALENDAR = "calendar of ";
    private static final String CONTACTS = "contact list of ";
    private static final String PURGES = "Purges of ";
    private static final String DRAFTS = "drafts of ";

    /** The rows of a query on one database. */
    private interface Rows {
        List<List<String>> of(String query);
    }

    private final AcknowledgedLedger ledger;
    private final Map<String, Map<String, Integer>> places = new HashMap<>();

    LedgerAudit(AcknowledgedLedger ledger) {
        this.ledger = ledger;
    }

    /** Reads each database once. All nodes must be down, and the databases of pools must be available. */
    LedgerAudit read(Deployment topology) {
        Set<PostgresConfig> shared = new HashSet<>();
        for (NodePlan plan : topology.plan().pools().distinct()) {
            RunningNode node = topology.node(plan.name());
            PostgresConfig database = topology.databases().of(plan);
            if (database != null && !shared.add(database)) {
                continue;
            }
            try {
                read(
                        plan.role(),
                        query -> database == null
                                ? DatabaseContent.rows(node.folder().resolve("node.db"), query)
                                : DatabaseContent.rows(database, query));
            } catch (RuntimeException e) {
                ledger.find(
                        LedgerFinding.Kind.WEDGED,
                        plan.poolName(),
                        "its database cannot be read: " + ScenarioSession.reason(e) + ": " + e.getCause());
            }
        }
        return this;
    }

    private void read(String role, Rows rows) {
        switch (role) {
            case "exchange" -> readExchange(rows);
            case "lync" -> readLync(rows);
            case "sharepoint" -> readSharePoint(rows);
            default -> readAuthorizationServer(rows);
        }
    }

    /** The traffic tries replays while the servers run. Here the assertions of all issued tokens are compared. */
    private void readAuthorizationServer(Rows rows) {
        rows.of(
                        "SELECT assertion FROM issued_tokens WHERE assertion IS NOT NULL GROUP BY assertion HAVING COUNT(*) > 1")
                .forEach(row -> ledger.find(
                        LedgerFinding.Kind.DOUBLED,
                        TortureFeature.TOKENS.words(),
                        "two tokens were issued for the assertion with the replay key " + row.get(0)));
    }

    private void readExchange(Rows rows) {
        for (List<String> contact :
                rows.of("SELECT a.upn, i.properties ->> '$.\"contacts:ImAddress/ImAddress1\"' FROM items i"
                        + " JOIN accounts a ON a.id = i.mailbox WHERE i.folder = 'quickcontacts'"
                        + " AND EXISTS (SELECT 1 FROM im_members m WHERE m.contact_id = i.id)")) {
            put(CONTACTS + contact.get(0), NameKey.ofSip(contact.get(1)));
        }
        for (List<String> item :
                rows.of("SELECT a.upn, i.folder, i.subject, i.text FROM items i JOIN accounts a ON a.id = i.mailbox"
                        + " WHERE COALESCE(CAST(i.properties ->> '$.\"calendar:IsCancelled\"' AS TEXT), '0')"
                        + " NOT IN ('1', 'true')")) {
            String place = switch (item.get(1)) {
                case "recoverableitemspurges" -> PURGES;
                case "calendar" -> CALENDAR;
                case "drafts" -> DRAFTS;
                default -> "";
            };
            if (!place.isEmpty()) {
                put(place + item.get(0), item.get(2) + " " + item.get(3));
            }
        }
    }

    private void readLync(Rows rows) {
        rows.of("SELECT subject FROM meetings WHERE assigned = 0").forEach(row -> put(CONFERENCES, row.get(0)));
    }

    private void readSharePoint(Rows rows) {
        rows.of("SELECT i.fields FROM list_items i JOIN lists l ON l.id = i.list_id WHERE l.title_key = 'calendar'")
                .forEach(row -> put(SITE, row.get(0)));
    }

    /** Counts an item in a place, if the text contains the key of an item. */
    void put(String place, String text) {
        Matcher key = KEY.matcher(text);
        if (key.find()) {
            places.computeIfAbsent(place, absent -> new HashMap<>()).merge(key.group(), 1, Integer::sum);
        }
    }

    private int count(String place, String key) {
        return places.getOrDefault(place, Map.of()).getOrDefault(key, 0);
    }

    /** Records the lost and the doubled items as findings in the ledger. */
    void compare() {
        for (LedgerEntry entry : ledger.all()) {
            List<String> belongs = belongs(entry);
            belongs.forEach(place -> compare(entry, place, count(place, entry.key())));
            mayBelong(entry).forEach(place -> compareOptional(entry, place, count(place, entry.key())));
            if (isOpen(entry)
                    && belongs.stream()
                                    .map(place -> count(place, entry.key()))
                                    .distinct()
                                    .count()
                            > 1) {
                find(LedgerFinding.Kind.LOST, entry, "is in some of " + belongs + " and not in the others");
            }
        }
    }

    private static boolean isOpen(LedgerEntry entry) {
        return entry.state() == State.UNANSWERED || entry.state() == State.REMOVAL_UNANSWERED;
    }

    /** Checks a meeting that a calendar may lack. The calendar must not have a meeting that the site lacks. */
    private void compareOptional(LedgerEntry entry, String place, int found) {
        if (found > 1) {
            find(LedgerFinding.Kind.DOUBLED, entry, "is " + found + " times in the " + place);
        } else if (found == 1 && isOpen(entry) && count(SITE, entry.key()) == 0) {
            find(LedgerFinding.Kind.LOST, entry, "is in the " + place + " and not in the " + SITE);
        }
    }

    private void compare(LedgerEntry entry, String place, int found) {
        if (found > 1) {
            find(LedgerFinding.Kind.DOUBLED, entry, "is " + found + " times in the " + place);
        } else if (entry.state() == State.ACKNOWLEDGED && found == 0) {
            find(LedgerFinding.Kind.LOST, entry, "is not in the " + place);
        } else if (entry.state() == State.ABSENT && found == 1) {
            find(LedgerFinding.Kind.LOST, entry, "was removed, or never made, and is in the " + place);
        }
    }

    private void find(LedgerFinding.Kind kind, LedgerEntry entry, String sentence) {
        ledger.find(kind, entry.feature().words(), entry.key() + " (" + entry.state() + ") " + sentence);
    }

    /** The places where an item must be stored if it exists. */
    static List<String> belongs(LedgerEntry entry) {
        String owner = entry.owner().upn();
        String other = entry.other().upn();
        List<String> places = new ArrayList<>();
        switch (entry.feature()) {
            case CONTACTS -> places.add(CONTACTS + owner);
            case ARCHIVING -> places.addAll(List.of(PURGES + owner, PURGES + other));
            case MAIL -> places.add(DRAFTS + owner);
            case MAILBOX_MEETINGS -> places.addAll(List.of(CONFERENCES, CALENDAR + owner, CALENDAR + other));
            case SITE_MEETINGS -> {
                places.addAll(List.of(SITE, CONFERENCES));
                if (!standsWithoutCalendars(entry)) {
                    places.addAll(List.of(CALENDAR + owner, CALENDAR + other));
                }
            }
            case SEARCHES, TOKENS -> {
                // These features leave no items to find.
            }
        }
        return places;
    }

    /** The places where an item is allowed but not required. */
    static List<String> mayBelong(LedgerEntry entry) {
        return standsWithoutCalendars(entry)
                ? List.of(
                        CALENDAR + entry.owner().upn(), CALENDAR + entry.other().upn())
                : List.of();
    }

    /** Whether SharePoint booked this meeting without the calendars in Exchange. */
    private static boolean standsWithoutCalendars(LedgerEntry entry) {
        return entry.feature() == TortureFeature.SITE_MEETINGS && !entry.inMailboxes() && entry.state() != State.ABSENT;
    }
}
