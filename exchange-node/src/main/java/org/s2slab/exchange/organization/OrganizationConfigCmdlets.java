package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.EwsSettings.ALLOWED;
import static org.s2slab.exchange.organization.EwsSettings.APPLICATIONS;
import static org.s2slab.exchange.organization.EwsSettings.BLOCKED;
import static org.s2slab.exchange.organization.EwsSettings.ENABLED;
import static org.s2slab.exchange.organization.EwsSettings.POLICY;
import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.identity.Guid;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Get- and Set-OrganizationConfig, Get- and Set-CASMailbox, and Set-LabEwsScreamTest of this lab.
 *
 * @param isOnline whether the node plays Exchange Online, which alone has settings for EWS in the lab
 */
public record OrganizationConfigCmdlets(
        OrganizationSettings settings,
        EwsSettings ews,
        MailboxDirectory mailboxes,
        PolicyClock clock,
        boolean isOnline) {
    private static final OnlineServiceChange LIST_SETTABLE =
            ServiceChangeCalendar.published().change("ews-list-settable");
    private static final OnlineServiceChange ENDED =
            ServiceChangeCalendar.published().change("ews-off");
    private static final List<String> OF_EWS = List.of(ENABLED, APPLICATIONS, POLICY, ALLOWED, BLOCKED);

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-OrganizationConfig", this::show),
                CMDLETS.cmdlet("Set-OrganizationConfig", this::set),
                CMDLETS.cmdlet(
                        "Get-CASMailbox", given -> Future.succeededFuture(CmdletOutput.of(shown(mailbox(given))))),
                CMDLETS.cmdlet("Set-CASMailbox", this::setMailbox),
                CMDLETS.cmdlet("Set-LabEwsScreamTest", this::setScreamTest));
    }

    private Future<CmdletOutput> show(CmdletArguments given) {
        CmdletObject config = settings.shown();
        if (isOnline) {
            config = config.with(
                            ENABLED, ews.stored(ENABLED).map(Boolean::valueOf).orElse(null))
                    .with(POLICY, ews.stored(POLICY).orElse(null))
                    .with(ALLOWED, list(ALLOWED))
                    .with(BLOCKED, list(BLOCKED));
            if (given.flag("RetrieveEwsOperationAccessPolicy", false)) {
                config = config.with(APPLICATIONS, String.join(",", list(APPLICATIONS)));
            }
        }
        return Future.succeededFuture(CmdletOutput.of(config));
    }

    private List<String> list(String name) {
        return ews.stored(name).map(EwsSettings::split).orElse(List.of());
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        OF_EWS.stream().filter(given::has).forEach(this::requireAvailable);
        Map<String, Optional<String>> changes = new HashMap<>();
        if (given.has(ENABLED)) {
            changes.put(ENABLED, given.optionalFlag(ENABLED).map(String::valueOf));
        }
        if (given.has(APPLICATIONS)) {
            changes.put(APPLICATIONS, given.optionalText(APPLICATIONS).map(OrganizationConfigCmdlets::applications));
        }
        if (given.has(POLICY)) {
            changes.put(POLICY, given.optionalText(POLICY));
        }
        for (String name : List.of(ALLOWED, BLOCKED)) {
            if (given.has(name)) {
                List<String> agents = given.texts(name);
                agents.stream()
                        .filter(agent -> agent.isBlank() || agent.lines().count() != 1)
                        .findFirst()
                        .ifPresent(agent -> {
                            throw Refusal.invalid(
                                    name + ": '" + agent + "' is not a User-Agent. Write one line for each.");
                        });
                changes.put(name, agents.isEmpty() ? Optional.empty() : Optional.of(EwsSettings.joined(agents)));
            }
        }
        boolean hasPolicy = changes.getOrDefault(POLICY, ews.stored(POLICY)).isPresent();
        if (!hasPolicy && (isSet(changes, ALLOWED) || isSet(changes, BLOCKED))) {
            throw Refusal.invalid(
                    "EwsApplicationAccessPolicy must be specified if to set EwsAllowList or EwsBlockList.");
        }
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> settings.put(given, ews, changes));
    }

    private static boolean isSet(Map<String, Optional<String>> changes, String name) {
        return changes.getOrDefault(name, Optional.empty()).isPresent();
    }

    /** A parameter that Exchange Online does not have yet, or does not have any more, is unknown to the shell. */
    private void requireAvailable(String parameter) {
        if (!isOnline) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    parameter
                            + ": the lab has this setting for Exchange Online only. EWS of Exchange Server stays on.");
        }
        boolean tooEarly = parameter.equals(APPLICATIONS) && clock.isOutOfForce(LIST_SETTABLE);
        if (tooEarly || clock.isInForce(ENDED)) {
            throw Refusal.invalid("A parameter cannot be found that matches parameter name '" + parameter + "'.");
        }
    }

    private static String applications(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(id -> id.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        ids.stream().filter(id -> !Guid.isLowerCase(id)).findFirst().ifPresent(id -> {
            throw Refusal.invalid(
                    APPLICATIONS + ": '" + id + "' is not the id of an application. Write one text of GUIDs with"
                            + " commas between them, or $null for no list.");
        });
        return EwsSettings.joined(ids);
    }

    private Mailbox mailbox(CmdletArguments given) {
        return ExchangeCmdlets.mailbox(mailboxes, given.text("Identity"));
    }

    private CmdletObject shown(Mailbox mailbox) {
        return CmdletObject.empty()
                .with("Identity", mailbox.name())
                .with("PrimarySmtpAddress", mailbox.primaryAddress())
                .with(ENABLED, ews.enabled(mailbox).orElse(null));
    }

    private Future<CmdletOutput> setMailbox(CmdletArguments given) {
        Mailbox mailbox = mailbox(given);
        requireAvailable(ENABLED);
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> given.has(ENABLED) ? ews.put(mailbox, given.optionalFlag(ENABLED)) : Future.succeededFuture());
    }

    private Future<CmdletOutput> setScreamTest(CmdletArguments given) {
        requireAvailable(ENABLED);
        Optional<String> test = given.date("Until")
                .map(until -> EwsSettings.joined(List.of(String.valueOf(given.number("Seed", 1)), until.toString())));
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> ews.put(Map.of(EwsSettings.SCREAM_TEST, test)));
    }
}
