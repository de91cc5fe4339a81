package org.s2slab.engine.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.picture.PictureEdge.Link;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.trace.TrustSubject.Kind;

/** Derives from the cards of two servers whether the one accepts the calls of the other. */
record EdgeDerivation(
        PictureCard caller, PictureCard resource, @Nullable PictureCard authz) {
    PictureEdge edge() {
        List<PictureEdge> found = new ArrayList<>();
        registrations().filter(one -> !isVouched(one)).forEach(one -> found.add(direct(one)));
        PictureEdge vouched = vouched();
        if (vouched != null) {
            found.add(vouched);
        }
        return found.stream()
                .min((one, other) -> one.state().compareTo(other.state()))
                .orElseGet(this::unregistered);
    }

    /** The registrations of the caller at the resource. */
    private Stream<PictureSubject> registrations() {
        return resource.of(Kind.PARTNER).filter(one -> one.isOf(caller.application(), realmOf(one)));
    }

    /** In the tenant of an authorization server an application has the realm of the tenant, whatever it signs with. */
    private @Nullable String realmOf(PictureSubject registration) {
        return isVouched(registration) ? null : caller.realm();
    }

    private static boolean isVouched(PictureSubject registration) {
        return registration.isVouched() || registration.keys().isEmpty();
    }

    private PictureEdge unregistered() {
        boolean half = caller.of(Kind.PARTNER).anyMatch(one -> one.isOf(resource.application(), null));
        List<Link> links = new ArrayList<>();
        links.add(key());
        links.add(link(
                "registration",
                false,
                resource.title() + " has no registration of " + caller.title() + ".",
                null,
                PictureOrigin.BEFORE));
        return edge(half ? State.HALF : State.NONE, null, links, "I do not know " + caller.title() + ".");
    }

    private PictureEdge direct(PictureSubject registration) {
        String key = signing();
        PictureOrigin origin = key == null ? null : registration.keys().get(key);
        List<Link> links = new ArrayList<>();
        links.add(key());
        String held = key == null ? registration.keys().keySet().iterator().next() : key;
        links.add(link(
                "page",
                origin != null,
                origin == null
                        ? resource.title() + " does not have the key that " + caller.title() + " signs with."
                        : resource.title() + " has this key"
                                + (origin.uri() == null ? "." : ", read from " + origin.uri() + "."),
                held,
                origin == null ? PictureOrigin.BEFORE : origin));
        links.add(registered(registration));
        List<PictureSubject> own = caller.of(Kind.PARTNER)
                .filter(one -> one.isOf(resource.application(), null) && !one.isVouched())
                .toList();
        Link partner = partner(own);
        links.add(partner);
        boolean isBroken = !registration.isEnabled() || origin == null || (!own.isEmpty() && !partner.is());
        boolean isAwaited = origin == null && registration.isEnabled() && partner.is() && isPublished(registration);
        State state = key == null || own.isEmpty() || isAwaited ? State.HALF : isBroken ? State.BROKEN : State.HOLDS;
        String sentence = isAwaited
                ? "I do not have that key yet. I read it from the document of " + caller.title()
                        + " when a token is signed with it."
                : sentence(registration, origin != null, key != null);
        boolean isRefused = key != null && (origin == null || !registration.isEnabled());
        return edge(state, null, links, isRefused || partner.is() || key == null ? sentence : partner.text());
    }

    /** The caller's own registration of the resource: without it, the caller makes no token for the resource. */
    private Link partner(List<PictureSubject> own) {
        Optional<PictureSubject> enabled =
                own.stream().filter(PictureSubject::isEnabled).findFirst();
        String text = enabled.map(one -> caller.title() + " has registered " + resource.title() + " as '" + one.name()
                        + "', and makes tokens for it.")
                .orElse(caller.title()
                        + (own.isEmpty() ? " has no registration of " : " has disabled its registration of ")
                        + resource.title() + ", and makes no token for it.");
        PictureOrigin since = enabled.or(() -> own.stream().findFirst())
                .map(PictureSubject::since)
                .orElse(PictureOrigin.BEFORE);
        return link("partner", enabled.isPresent(), text, null, since);
    }

    /** Whether the resource reads a document of the caller in which a key that it knows stands beside the new one (L6). */
    private boolean isPublished(PictureSubject registration) {
        boolean isRead = registration.settings().containsKey("address")
                || registration.keys().values().stream().anyMatch(origin -> origin.uri() != null);
        return isRead && caller.of(Kind.KEY).anyMatch(one -> registration.keys().containsKey(one.name()));
    }

    private String sentence(PictureSubject registration, boolean known, boolean signs) {
        if (!signs) {
            return caller.title() + " has no key to sign with.";
        }
        if (!known) {
            return "That key is not in my list.";
        }
        return registration.isEnabled()
                ? "That key is in my list."
                : "I know that key, but " + caller.title() + " is switched off.";
    }

    private Link registered(PictureSubject registration) {
        return link(
                "registration",
                registration.isEnabled(),
                resource.title() + " has registered " + caller.title() + " as '" + registration.name() + "'"
                        + (registration.isEnabled() ? "." : ", and it is disabled."),
                null,
                registration.since());
    }

    private Link key() {
        Optional<PictureSubject> signing = caller.signing();
        return signing.map(one -> link("key", true, caller.title() + " signs with this key.", one.name(), one.since()))
                .orElseGet(() ->
                        link("key", false, caller.title() + " has no key to sign with.", null, PictureOrigin.BEFORE));
    }

    private @Nullable String signing() {
        return caller.signing().map(PictureSubject::name).orElse(null);
    }

    /** The trust through the authorization server; null if the resource does not trust it. */
    private @Nullable PictureEdge vouched() {
        PictureCard server = authz;
        Optional<PictureSubject> trusted = resource.of(Kind.SERVER).findFirst();
        if (server == null || trusted.isEmpty()) {
            return null;
        }
        List<Link> links = new ArrayList<>();
        links.add(key());
        links.add(uploaded(server));
        links.add(asked(server));
        links.add(vouchedPage(server, trusted.get()));
        registrations().filter(EdgeDerivation::isVouched).findFirst().ifPresent(one -> links.add(registered(one)));
        long missing = links.stream().filter(link -> !link.is()).count();
        boolean set = links.get(1).is() || links.get(2).is();
        boolean off = links.stream().anyMatch(link -> link.name().equals("registration") && !link.is());
        State state = missing == 0 ? State.HOLDS : off ? State.BROKEN : set ? State.HALF : State.NONE;
        String first = links.stream()
                .filter(link -> !link.is())
                .map(Link::text)
                .findFirst()
                .orElse("I trust the authorization server, and it knows " + caller.title() + ".");
        return edge(state, server.node(), links, first);
    }

    private Link uploaded(PictureCard server) {
        String key = signing();
        return server.of(Kind.PRINCIPAL)
                .filter(one -> one.isOf(caller.application(), null))
                .filter(PictureSubject::isEnabled)
                .flatMap(one -> one.keys().entrySet().stream())
                .filter(one -> one.getKey().equals(key))
                .findFirst()
                .map(one -> link(
                        "upload",
                        true,
                        server.title() + " knows " + caller.title() + " by this key.",
                        key,
                        one.getValue()))
                .orElseGet(() -> link(
                        "upload",
                        false,
                        server.title() + " does not have the key of " + caller.title() + ".",
                        key,
                        PictureOrigin.BEFORE));
    }

    private Link asked(PictureCard server) {
        Optional<PictureSubject> registered = caller.of(Kind.SERVER).findFirst();
        return link(
                "server",
                registered.filter(PictureSubject::isEnabled).isPresent(),
                caller.title() + (registered.isPresent() ? " requests tokens from " : " does not know ")
                        + server.title() + ".",
                null,
                registered.map(PictureSubject::since).orElse(PictureOrigin.BEFORE));
    }

    private Link vouchedPage(PictureCard server, PictureSubject trusted) {
        String key = server.signing().map(PictureSubject::name).orElse(null);
        PictureOrigin origin = key == null ? null : trusted.keys().get(key);
        boolean holds = origin != null && trusted.isEnabled();
        return link(
                "page",
                holds,
                holds
                        ? resource.title() + " trusts " + server.title() + " by this key."
                        : resource.title() + (trusted.isEnabled() ? " does not have the key of " : " has disabled ")
                                + server.title() + ".",
                key,
                origin == null ? PictureOrigin.BEFORE : origin);
    }

    private static Link link(String name, boolean is, String text, @Nullable String key, PictureOrigin since) {
        return new Link(name, is, PictureCard.capital(text), key, since);
    }

    private PictureEdge edge(State state, @Nullable String via, List<Link> links, String sentence) {
        return new PictureEdge(caller.node(), resource.node(), state, via, PictureCard.capital(sentence), links);
    }
}
