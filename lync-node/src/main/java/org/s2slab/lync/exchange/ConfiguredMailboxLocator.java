package org.s2slab.lync.exchange;

import io.vertx.core.Future;
import java.net.URI;
import java.util.function.Supplier;
import org.s2slab.client.PartnerClient;
import org.s2slab.ews.AutodiscoverClient;
import org.s2slab.ews.MailboxLocator;
import org.s2slab.lync.oauth.OAuthConfiguration;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/** Locates mailboxes by the Autodiscover service that the OAuth configuration names. */
public final class ConfiguredMailboxLocator implements MailboxLocator {
    private final PartnerClient partners;
    private final AutodiscoverClient autodiscover;
    private final Supplier<OAuthConfiguration> configuration;

    public ConfiguredMailboxLocator(PartnerClient partners, Supplier<OAuthConfiguration> configuration) {
        this.partners = partners;
        this.autodiscover = new AutodiscoverClient(partners);
        this.configuration = configuration;
    }

    /** Whether an administrator has configured Exchange's Autodiscover URL. */
    public boolean configured() {
        return settings().exchangeAutodiscoverUrl() != null;
    }

    @Override
    public OAuthConfiguration settings() {
        return configuration.get();
    }

    @Override
    public Future<Location> locate(String smtp, CallContext context) {
        OAuthConfiguration settings = settings();
        URI service = settings.exchangeAutodiscoverUrl();
        if (service == null) {
            Refusal refusal =
                    Refusal.unavailable("ExchangeAutodiscoverUrl is not set, so Lync knows no Exchange; set it by"
                            + " Set-CsOAuthConfiguration -Identity global -ExchangeAutodiscoverUrl <address>");
            return partners.cannotCall("exchange", refusal, context);
        }
        return autodiscover.bySoap(service, smtp, settings, context).map(Location::at);
    }
}
