package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.SnapshotTable;
import org.s2slab.store.WriteTransaction;

/** The settings of Set-OrganizationConfig, and the throttling policy for all callers. Reads are from memory. */
public final class OrganizationSettings {
    private static final String MAIL_TIPS = "MailTipsAllTipsEnabled";
    private static final String MODERN = "OAuth2ClientProfileEnabled";
    private static final String UNLIMITED = "Unlimited";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** The value of an unlimited setting. Calculations with it stay exact. */
    private static final long MOST = 1L << 50;

    /**
     * The policy in the order of Get-ThrottlingPolicy, with the defaults of Exchange 2013, except for EwsCutoffBalance,
     * which is 3000000 in the product.
     */
    private static final List<Map.Entry<String, String>> POLICY = List.of(
            Map.entry("EwsMaxBurst", "300000"),
            Map.entry("EwsRechargeRate", "900000"),
            Map.entry("EwsCutoffBalance", UNLIMITED),
            Map.entry("EwsMaxSubscriptions", "5000"));

    private final SnapshotTable<List<Map.Entry<String, String>>> changed;
    private Runnable whenChanged = () -> {};

    public OrganizationSettings(Database database) {
        changed = SnapshotTable.of(
                database,
                "SELECT name, value FROM organization_settings",
                row -> Map.entry(row.text("name"), row.text("value")));
    }

    /** Registers an action to run after every change. */
    public void whenChanged(Runnable action) {
        whenChanged = action;
    }

    public Future<Void> load() {
        return changed.load();
    }

    public boolean showsMailTips() {
        return isOn(MAIL_TIPS, true);
    }

    /** Whether the organisation and a server's virtual directories of EWS and Autodiscover allow tokens of people. */
    public boolean admitsPeople(String server) {
        return isOn(MODERN, false)
                && Arrays.stream(VirtualDirectory.values()).allMatch(directory -> hasOAuth(directory, server));
    }

    /** Earlier versions stored this setting without the server. */
    boolean hasOAuth(VirtualDirectory directory, String server) {
        return isOn(directory.setting(VirtualDirectory.OAUTH, server), isOn(directory.setting(), true));
    }

    /** A setting of a server's virtual directory; empty if it was never set. */
    Optional<String> ofDirectory(VirtualDirectory directory, String name, String server) {
        String value = value(Map.entry(directory.setting(name, server), ""));
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Stores settings of a server's virtual directory, by their parameters. */
    Future<Void> setDirectory(VirtualDirectory directory, String server, Map<String, String> values) {
        return changed.write(tx ->
                        values.forEach((name, value) -> put(tx, Map.of(directory.setting(name, server), value))))
                .onSuccess(done -> whenChanged.run());
    }

    private boolean isOn(String name, boolean installed) {
        return Boolean.parseBoolean(value(Map.entry(name, String.valueOf(installed))));
    }

    /** Whether callers have a time budget; only if an administrator set a balance. */
    public boolean isThrottled() {
        return limit("EwsCutoffBalance") < MOST;
    }

    /** The value of a throttling policy setting. */
    public long limit(String name) {
        String text = POLICY.stream()
                .filter(one -> one.getKey().equals(name))
                .map(this::value)
                .findFirst()
                .orElseThrow();
        return text.equals(UNLIMITED) ? MOST : Long.parseLong(text);
    }

    private String value(Map.Entry<String, String> installed) {
        return changed.current().stream()
                .filter(one -> one.getKey().equals(installed.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(installed.getValue());
    }

    public List<Cmdlet> cmdlets() {
        return List.of(
                CMDLETS.cmdlet("Get-ThrottlingPolicy", given -> {
                    CmdletObject policy = named("GlobalThrottlingPolicy");
                    for (Map.Entry<String, String> setting : POLICY) {
                        policy = policy.with(setting.getKey(), value(setting));
                    }
                    return shown(policy);
                }),
                CMDLETS.cmdlet("Set-ThrottlingPolicy", this::setPolicy));
    }

    /** The settings of Get-OrganizationConfig that every Exchange has. */
    CmdletObject shown() {
        return named("OrganizationConfig").with(MAIL_TIPS, showsMailTips()).with(MODERN, isOn(MODERN, false));
    }

    /** Stores the settings of Set-OrganizationConfig that every Exchange has, and those for EWS, in one transaction. */
    Future<Void> put(CmdletArguments given, EwsSettings ews, Map<String, Optional<String>> ofEws) {
        String shown = String.valueOf(given.flag(MAIL_TIPS, showsMailTips()));
        String modern = String.valueOf(given.flag(MODERN, isOn(MODERN, false)));
        return changed.write(
                        tx -> {
                            put(tx, Map.of(MAIL_TIPS, shown, MODERN, modern));
                            ews.put(tx, ofEws);
                        },
                        ews.table())
                .onSuccess(done -> whenChanged.run());
    }

    private static CmdletObject named(String name) {
        return ExchangeCmdlets.named(CmdletObject.empty(), name, "Global Settings");
    }

    private static Future<CmdletOutput> shown(CmdletObject object) {
        return Future.succeededFuture(CmdletOutput.of(object));
    }

    private Future<CmdletOutput> setPolicy(CmdletArguments given) {
        return set(
                given,
                POLICY.stream()
                        .map(Map.Entry::getKey)
                        .filter(given::has)
                        .collect(Collectors.toMap(Function.identity(), name -> checked(name, given.text(name)))));
    }

    private static String checked(String name, String text) {
        if (text.equalsIgnoreCase(UNLIMITED)) {
            return UNLIMITED;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw Refusal.invalid(name + ": '" + text + "', expected a number up to 999999999 or Unlimited.");
        }
        return text;
    }

    private Future<CmdletOutput> set(CmdletArguments given, Map<String, String> values) {
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> changed.write(tx -> put(tx, values)));
    }

    private static void put(WriteTransaction tx, Map<String, String> values) {
        values.forEach((name, value) -> tx.execute(
                "INSERT INTO organization_settings (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value));
    }
}
