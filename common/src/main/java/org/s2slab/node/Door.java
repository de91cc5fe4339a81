package org.s2slab.node;

import java.util.List;
import org.s2slab.http.Endpoint;

/** Endpoints with one access rule, which chooses the authenticator in front of them. */
public record Door(Visitors visitors, List<Endpoint> endpoints) {
    /** Who may come through a door. */
    public enum Visitors {
        /** Anyone, without credential. */
        ANYONE,
        /** Anyone in a browser; who signs in with HTTP Basic does so at the endpoint itself. */
        BROWSERS,
        /** People who sign in with HTTP Basic, standing in for Windows authentication. */
        PEOPLE,
        /** Partner servers with an S2S token. */
        PARTNERS,
        /** Either of the two. */
        PEOPLE_AND_PARTNERS
    }

    /** Whether nobody has signed in when a request has come through it. */
    boolean isForAnyone() {
        return switch (visitors) {
            case ANYONE, BROWSERS -> true;
            case PEOPLE, PARTNERS, PEOPLE_AND_PARTNERS -> false;
        };
    }

    public static Door forAnyone(Endpoint... endpoints) {
        return new Door(Visitors.ANYONE, List.of(endpoints));
    }

    public static Door forBrowsers(Endpoint... endpoints) {
        return new Door(Visitors.BROWSERS, List.of(endpoints));
    }

    public static Door forPeople(Endpoint... endpoints) {
        return new Door(Visitors.PEOPLE, List.of(endpoints));
    }

    public static Door forPartners(Endpoint... endpoints) {
        return new Door(Visitors.PARTNERS, List.of(endpoints));
    }

    public static Door forPeopleAndPartners(Endpoint... endpoints) {
        return new Door(Visitors.PEOPLE_AND_PARTNERS, List.of(endpoints));
    }
}
