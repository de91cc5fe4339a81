package org.s2slab.engine.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.picture.PictureEdge.Link;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.trace.TrustSubject.Kind;

/**
 * Derives the trust of two servers through an authorization server.
 *
 * @param direct the two servers
 * @param trusted the resource's registration of the authorization server
 */
record VouchedDerivation(
        EdgeDerivation direct, PictureCard caller, PictureCard resource, PictureCard server, PictureSubject trusted) {
    PictureEdge edge() {
        List<Link> links = new ArrayList<>();
        links.add(direct.key());
        links.add(uploaded());
        links.add(asked());
        disabled().ifPresent(links::add);
        links.add(page());
        Optional<Link> registration = direct.registrations()
                .filter(EdgeDerivation::isVouched)
                .findFirst()
                .map(direct::registered);
        registration
                .or(() -> needsRegistration() ? Optional.of(direct.unregistered()) : Optional.empty())
                .ifPresent(links::add);
        long missing = links.stream().filter(link -> !link.is()).count();
        boolean set = links.get(1).is() || links.get(2).is();
        boolean isRefused =
                registration.map(one -> !one.is()).orElse(missing == 1 && caller.online() && needsRegistration());
        boolean off = isRefused || disabled().isPresent();
        State state = missing == 0 ? State.HOLDS : off ? State.BROKEN : set ? State.HALF : State.NONE;
        String first = links.stream()
                .filter(link -> !link.is())
                .map(Link::text)
                .findFirst()
                .orElse("I trust the authorization server, and it knows " + caller.title() + ".");
        return direct.edge(state, server.node(), links, first);
    }

    /**
     * Whether the resource needs a registration of the caller. An online service accepts all applications of its
     * tenant, and SharePoint may know an online caller by another id.
     */
    private boolean needsRegistration() {
        return !resource.online() && !(caller.online() && resource.role().equals("sharepoint"));
    }

    /** The link for the resource's service principal if it is disabled. Then nobody gets a token for the resource. */
    private Optional<Link> disabled() {
        return server.of(Kind.PRINCIPAL)
                .filter(one -> one.isOf(resource.application(), trusted.realm()) && !one.isEnabled())
                .findFirst()
                .map(one -> EdgeDerivation.link(
                        "resource",
                        false,
                        server.title() + " has disabled the service principal of " + resource.title() + ".",
                        null,
                        one.since()));
    }

    /**
     * Whether a service principal is the caller's application, or an application of the organisation that the caller
     * can use, such as a dedicated application.
     */
    private boolean isOfCaller(PictureSubject principal) {
        return principal.isOf(caller.application(), trusted.realm())
                || Stream.of(ProductRole.values()).noneMatch(role -> principal.isOf(role.application(), null));
    }

    private Link uploaded() {
        String key = direct.signing();
        return server.of(Kind.PRINCIPAL)
                .filter(one -> isOfCaller(one))
                .filter(PictureSubject::isEnabled)
                .flatMap(one -> one.keys().entrySet().stream())
                .filter(one -> one.getKey().equals(key))
                .findFirst()
                .map(one -> EdgeDerivation.link(
                        "upload",
                        true,
                        server.title() + " knows " + caller.title() + " by this key.",
                        key,
                        one.getValue()))
                .orElseGet(() -> EdgeDerivation.link(
                        "upload",
                        false,
                        server.title() + " does not have the key of " + caller.title() + ".",
                        key,
                        PictureOrigin.BEFORE));
    }

    private Link asked() {
        String tenant = trusted.realm();
        List<PictureSubject> all = caller.of(Kind.SERVER).toList();
        Optional<PictureSubject> registered = all.stream()
                .filter(one -> tenant == null || one.realm() == null || tenant.equals(one.realm()))
                .findFirst();
        return EdgeDerivation.link(
                "server",
                registered.filter(PictureSubject::isEnabled).isPresent(),
                registered.isEmpty() && !all.isEmpty()
                        ? caller.title() + " requests tokens of another tenant."
                        : caller.title() + (registered.isPresent() ? " requests tokens from " : " does not know ")
                                + server.title() + ".",
                null,
                registered.map(PictureSubject::since).orElse(PictureOrigin.BEFORE));
    }

    private Link page() {
        String key = server.signing().map(PictureSubject::name).orElse(null);
        PictureOrigin origin = key == null ? null : trusted.keys().get(key);
        // With the next token, the resource reads a document for the first time, or reads a new key beside a known key
        // (L6).
        boolean isAwaited = origin == null
                && !trusted.hasRefused(key)
                && (trusted.keys().isEmpty()
                        || server.of(Kind.KEY).anyMatch(one -> trusted.keys().containsKey(one.name())));
        boolean holds = (origin != null || isAwaited) && trusted.isEnabled();
        return EdgeDerivation.link(
                "page",
                holds,
                holds && isAwaited
                        ? direct.awaited(server)
                        : holds
                                ? resource.title() + " trusts " + server.title() + " by this key."
                                : resource.title()
                                        + (trusted.isEnabled() ? " does not have the key of " : " has disabled ")
                                        + server.title() + ".",
                key,
                origin == null ? PictureOrigin.BEFORE : origin);
    }
}
