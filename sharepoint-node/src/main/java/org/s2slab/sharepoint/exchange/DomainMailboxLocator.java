package org.s2slab.sharepoint.exchange;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.ews.AutodiscoverClient;
import org.s2slab.ews.MailboxLocator;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Locates mailboxes with the plain XML (POX) Autodiscover service of a person's mail domain. */
public final class DomainMailboxLocator implements MailboxLocator {
    private final PartnerClient partners;
    private final AutodiscoverClient autodiscover;
    private final @Nullable String home;

    /**
     * @param home the Autodiscover host that is called before the host of a person's mail domain, or null; SharePoint
     *     Online has the host of Exchange Online
     */
    public DomainMailboxLocator(PartnerClient partners, @Nullable String home) {
        this.partners = partners;
        this.autodiscover = new AutodiscoverClient(partners);
        this.home = home;
    }

    /** Locates a mailbox. It is absent if the deployment has no Exchange, or Exchange has none for the address. */
    @Override
    public Future<Location> locate(String smtp, CallContext context) {
        String own = "autodiscover." + smtp.substring(smtp.indexOf('@') + 1);
        List<String> hosts = Stream.of(home, own)
                .filter(Objects::nonNull)
                .filter(partners::knows)
                .toList();
        Future<Location> found = Future.succeededFuture(Location.none(
                RefusalCode.UNAVAILABLE, "there is no Exchange for " + smtp + ": no host named '" + own + "'"));
        for (String host : hosts) {
            URI service = URI.create("https://" + host + "/autodiscover/autodiscover.xml");
            found = found.transform(
                    before -> before.succeeded() && before.result().ews() != null
                            ? Future.succeededFuture(before.result())
                            : autodiscover.byPlainXml(service, smtp, context));
        }
        return found.recover(failure -> Future.failedFuture(certain(failure)));
    }

    /** Marks a failure as definite: no operation was requested yet, so nothing was performed. */
    private static Throwable certain(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.code().definite()
                ? Refusal.unavailable("Exchange was not reached: " + refusal.detail())
                        .because(refusal)
                : failure;
    }
}
