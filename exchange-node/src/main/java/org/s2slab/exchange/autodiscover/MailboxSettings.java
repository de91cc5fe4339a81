package org.s2slab.exchange.autodiscover;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.responsecode.ServerVersion;

/** The Autodiscover settings of a mailbox, by the names that clients request. */
public final class MailboxSettings {
    /** The build of Exchange 2013 SP1 in the format of version settings. */
    private static final String BUILD = "15.00.0847.032";

    private static final String SCHEMAS =
            Arrays.stream(ServerVersion.values()).map(Enum::name).collect(Collectors.joining(", "));

    private static final Set<String> DOMAIN_SETTINGS = Set.of("ExternalEwsUrl", "ExternalEwsVersion");

    private final Map<String, Function<Mailbox, String>> settings;
    /**
     * @param internalUrl the URL of EWS for clients in the organisation
     * @param externalUrl the URL of EWS for other clients
     */
    public MailboxSettings(Function<Mailbox, String> internalUrl, Function<Mailbox, String> externalUrl) {
        settings = Map.ofEntries(
                Map.entry("UserDisplayName", Mailbox::name),
                Map.entry("UserDN", Mailbox::legacyName),
                Map.entry("MailboxDN", Mailbox::legacyName),
                Map.entry("AutoDiscoverSMTPAddress", Mailbox::primaryAddress),
                Map.entry("InternalEwsUrl", internalUrl),
                Map.entry("ExternalEwsUrl", externalUrl),
                Map.entry("EwsPartnerUrl", externalUrl),
                Map.entry("ExternalEwsVersion", mailbox -> BUILD),
                Map.entry("CasVersion", mailbox -> BUILD),
                Map.entry("EwsSupportedSchemas", mailbox -> SCHEMAS),
                Map.entry("UserMSOnline", mailbox -> "False"));
    }

    /** The value of a setting; empty for an unknown setting. A domain has only the two DOMAIN_SETTINGS. */
    Optional<String> value(SoapSettingsWriter.Kind kind, String name, Mailbox mailbox) {
        return kind == SoapSettingsWriter.Kind.USER || DOMAIN_SETTINGS.contains(name)
                ? value(name, mailbox)
                : Optional.empty();
    }

    /** The value of a setting that a user has; empty for an unknown setting. */
    Optional<String> value(String name, Mailbox mailbox) {
        return Optional.ofNullable(settings.get(name)).map(setting -> setting.apply(mailbox));
    }
}
