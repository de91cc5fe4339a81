package org.s2slab.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.validation.BearerValidator;

/**
 * A group of endpoints with one access rule, which determines the authenticator.
 *
 * @param validator validates the tokens of this group's callers; null for the node's validator
 */
public record EndpointGroup(Visitors visitors, @Nullable BearerValidator validator, List<Endpoint> endpoints) {
    /** The callers that an endpoint group accepts. */
    public enum Visitors {
        /** Anyone, without credential. */
        ANYONE,
        /** Anyone in a browser; the endpoint itself authenticates with HTTP Basic. */
        BROWSERS,
        /** People who sign in with HTTP Basic, which simulates Windows authentication. */
        PEOPLE,
        /** Partner servers with an S2S token. */
        PARTNERS,
        /** People or partner servers, as in the two groups above. */
        PEOPLE_AND_PARTNERS
    }

    /** Whether a browser may send a password to the endpoints, or may use them without a password. */
    boolean meetsBrowsers() {
        return switch (visitors) {
            case BROWSERS, PEOPLE, PEOPLE_AND_PARTNERS -> true;
            case ANYONE, PARTNERS -> false;
        };
    }

    public static EndpointGroup forAnyone(Endpoint... endpoints) {
        return new EndpointGroup(Visitors.ANYONE, null, List.of(endpoints));
    }

    public static EndpointGroup forBrowsers(Endpoint... endpoints) {
        return new EndpointGroup(Visitors.BROWSERS, null, List.of(endpoints));
    }

    public static EndpointGroup forPeople(Endpoint... endpoints) {
        return new EndpointGroup(Visitors.PEOPLE, null, List.of(endpoints));
    }

    public static EndpointGroup forPartners(Endpoint... endpoints) {
        return new EndpointGroup(Visitors.PARTNERS, null, List.of(endpoints));
    }

    public static EndpointGroup forPeopleAndPartners(Endpoint... endpoints) {
        return new EndpointGroup(Visitors.PEOPLE_AND_PARTNERS, null, List.of(endpoints));
    }

    /** Endpoints for callers with another kind of token than those of the node's partners. */
    public static EndpointGroup forTokens(BearerValidator validator, Endpoint... endpoints) {
        return new EndpointGroup(Visitors.PARTNERS, validator, List.of(endpoints));
    }
}
