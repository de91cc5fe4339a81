package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;

/** How rooms process meeting requests: the settings, and the cmdlets Get- and Set-CalendarProcessing. */
public record CalendarProcessing(PermissionStore store, RoomStore rooms) {
    private static final String AUTOMATE = "AutomateProcessing";
    private static final String AUTO_ACCEPT = "AutoAccept";

    /** The settings in the order of the output, with the product's defaults for a room. */
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put(AUTOMATE, AUTO_ACCEPT);
        DEFAULTS.put("AllowConflicts", "false");
        DEFAULTS.put("BookingWindowInDays", "180");
        DEFAULTS.put("MaximumDurationInMinutes", "1440");
        DEFAULTS.put("AllowRecurringMeetings", "true");
        DEFAULTS.put("DeleteComments", "true");
        DEFAULTS.put("DeleteSubject", "true");
        DEFAULTS.put("AddOrganizerToSubject", "true");
    }

    /** The settings of a mailbox. */
    public record Settings(Map<String, String> values) {
        /** Whether requests are answered automatically at arrival. */
        public boolean answers() {
            return AUTO_ACCEPT.equals(values.get(AUTOMATE));
        }

        /** Whether a boolean setting is true. */
        public boolean is(String name) {
            return Boolean.parseBoolean(values.get(name));
        }

        /** The value of a numeric setting. */
        public int number(String name) {
            return Integer.parseInt(values.getOrDefault(name, "0"));
        }
    }

    /** The settings of a mailbox. A mailbox that is not a room never answers automatically. */
    public Settings of(ReadTransaction rx, Mailbox mailbox) {
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        rx.forEach(
                "SELECT name, value FROM calendar_processing WHERE mailbox = ?",
                row -> values.put(row.text("name"), row.text("value")),
                mailbox.id());
        if (!rooms.contains(mailbox.id())) {
            values.put(AUTOMATE, "AutoUpdate");
        }
        return new Settings(values);
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-CalendarProcessing", given -> shown(store.identified(given.text("Identity")))),
                CMDLETS.cmdlet("Set-CalendarProcessing", this::set));
    }

    private Future<CmdletOutput> shown(Mailbox mailbox) {
        return store.database().read(rx -> of(rx, mailbox)).map(settings -> {
            CmdletObject object = CmdletObject.empty();
            for (Map.Entry<String, String> setting : settings.values().entrySet()) {
                object = object.with(setting.getKey(), typed(setting.getValue()));
            }
            return CmdletOutput.of(object.with("MailboxOwnerId", mailbox.name()).with("Identity", mailbox.name()));
        });
    }

    private static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        return Character.isDigit(value.charAt(0)) ? Integer.valueOf(value) : value;
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        Mailbox mailbox = store.identified(given.text("Identity"));
        if (!rooms.contains(mailbox.id())) {
            throw Refusal.invalid(
                    "Identity: '" + mailbox.name() + "' is not a room. Run Set-Mailbox -Type Room first.");
        }
        List<String> names = DEFAULTS.keySet().stream().filter(given::has).toList();
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> store.database()
                        .change(tx -> names.forEach(name -> tx.execute(
                                "INSERT INTO calendar_processing (mailbox, name, value) VALUES (?, ?, ?)"
                                        + " ON CONFLICT (mailbox, name) DO UPDATE SET value = excluded.value",
                                mailbox.id(),
                                name,
                                value(given, name)))));
    }

    private static String value(CmdletArguments given, String name) {
        String usual = DEFAULTS.getOrDefault(name, "");
        return name.equals(AUTOMATE)
                ? given.text(name)
                : Character.isDigit(usual.charAt(0))
                        ? Integer.toString(given.number(name, 0))
                        : Boolean.toString(given.flag(name, false));
    }
}
