package org.s2slab.engine.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.picture.PictureEdge.Link;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.trace.TrustSubject.Kind;

/** Derives from the cards of two servers whether one server accepts the calls of the other server. */
record EdgeDerivation(
        PictureCard caller, PictureCard resource, @Nullable PictureCard authz) {
    PictureEdge edge() {
        List<PictureEdge> found = new ArrayList<>();
        registrations().filter(one -> !isVouched(one)).forEach(one -> found.add(direct(one)));
        if (authz != null) {
            resource.of(Kind.SERVER)
                    .findFirst()
                    .map(trusted -> new VouchedDerivation(this, caller, resource, authz, trusted).edge())
                    .ifPresent(found::add);
        }
        return found.stream()
                .min((one, other) -> one.state().compareTo(other.state()))
                .orElseGet(this::unknown);
    }

    /** The registrations of the caller at the resource. */
    Stream<PictureSubject> registrations() {
        return resource.of(Kind.PARTNER).filter(one -> one.isOf(caller.application(), realmOf(one)));
    }

    /**
     * The caller's realm for a registration. Null (any realm) if an authorization server issues the tokens, because the
     * application then has the realm of the tenant.
     */
    private @Nullable String realmOf(PictureSubject registration) {
        return isVouched(registration) ? null : caller.realm();
    }

    static boolean isVouched(PictureSubject registration) {
        return registration.isVouched() || registration.keys().isEmpty();
    }

    private PictureEdge unknown() {
        boolean half = caller.of(Kind.PARTNER).anyMatch(one -> one.isOf(resource.application(), null));
        List<Link> links = List.of(key(), unregistered());
        return edge(half ? State.HALF : State.NONE, null, links, "I do not know " + caller.title() + ".");
    }

    private PictureEdge direct(PictureSubject registration) {
        String key = signing();
        PictureOrigin origin = key == null ? null : registration.keys().get(key);
        boolean isAwaited = key != null && origin == null && isPublished(registration);
        boolean isHeld = origin != null || isAwaited;
        List<Link> links = new ArrayList<>();
        links.add(key());
        String held = key == null ? registration.keys().keySet().iterator().next() : key;
        links.add(link(
                "page",
                isHeld,
                isAwaited
                        ? awaited(caller)
                        : origin == null
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
        boolean isAllowed = registered(registration).is() && !registration.isForUsersOnly();
        boolean isBroken = !isAllowed || !isHeld || (!own.isEmpty() && !partner.is());
        State state = key == null || own.isEmpty() ? State.HALF : isBroken ? State.BROKEN : State.HOLDS;
        String sentence = isAwaited && isAllowed
                ? "I do not have that key yet. I read it from the document of " + caller.title()
                        + " when a token is signed with it."
                : key == null ? caller.title() + " has no key to sign with." : sentence(registration, isHeld);
        boolean isRefused = key != null && (!isHeld || !isAllowed);
        return edge(state, null, links, isRefused || partner.is() || key == null ? sentence : partner.text());
    }

    /** The caller's own registration of the resource. Without it, the caller makes no token for the resource. */
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

    /**
     * Whether the resource will read the new key from the caller's metadata document. This document must also contain a
     * key that the resource already has (rule L6).
     */
    private boolean isPublished(PictureSubject registration) {
        boolean isRead = registration.settings().containsKey("address")
                || registration.keys().values().stream().anyMatch(origin -> origin.uri() != null);
        return isRead
                && !registration.hasRefused(signing())
                && caller.of(Kind.KEY).anyMatch(one -> registration.keys().containsKey(one.name()));
    }

    private String sentence(PictureSubject registration, boolean known) {
        if (!known) {
            return "That key is not in my list.";
        }
        if (!registration.isEnabled()) {
            return "I know that key, but " + caller.title() + " is switched off.";
        }
        if (!registered(registration).is()) {
            return "I know that key, but " + caller.title() + " has no linked account and no permissions.";
        }
        return registration.isForUsersOnly()
                ? "I know that key, but the trust level of " + caller.title() + " is User."
                : "That key is in my list.";
    }

    String awaited(PictureCard owner) {
        return resource.title() + " reads this key from the document of " + owner.title() + " with the next token.";
    }

    /** The link for a registration. In Exchange on-premises, it needs a linked account or permissions (rule I3). */
    Link registered(PictureSubject registration) {
        boolean hasRights = resource.online() || !resource.role().equals("exchange") || registration.hasRights();
        return link(
                "registration",
                registration.isEnabled() && hasRights,
                resource.title() + " has registered " + caller.title() + " as '" + registration.name() + "'"
                        + (!registration.isEnabled()
                                ? ", and it is disabled."
                                : hasRights ? "." : ", without a linked account and without permissions."),
                null,
                registration.since());
    }

    Link unregistered() {
        String text = resource.title() + " has no registration of " + caller.title() + ".";
        return link("registration", false, text, null, PictureOrigin.BEFORE);
    }

    Link key() {
        Optional<PictureSubject> signing = caller.signing();
        return signing.map(one -> link("key", true, caller.title() + " signs with this key.", one.name(), one.since()))
                .orElseGet(() ->
                        link("key", false, caller.title() + " has no key to sign with.", null, PictureOrigin.BEFORE));
    }

    @Nullable
    String signing() {
        return caller.signing().map(PictureSubject::name).orElse(null);
    }

    static Link link(String name, boolean is, String text, @Nullable String key, PictureOrigin since) {
        return new Link(name, is, PictureCard.capital(text), key, since);
    }

    PictureEdge edge(State state, @Nullable String via, List<Link> links, String sentence) {
        return new PictureEdge(
                caller.node(), resource.node(), state, via, PictureCard.capital(sentence), links, PictureOrigin.BEFORE);
    }
}
