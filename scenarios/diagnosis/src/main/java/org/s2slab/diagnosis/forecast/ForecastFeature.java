package org.s2slab.diagnosis.forecast;

import java.util.Arrays;
import java.util.List;

/** A feature of people that needs calls from a server of one product to a server of another one. */
enum ForecastFeature {
    ARCHIVING("archiving", "lync", "exchange"),
    CONTACTS("unified contact store", "lync", "exchange"),
    FREE_BUSY("free/busy", "exchange", "exchange"),
    MAILBOX_MEETINGS("scheduling from a mailbox", "exchange", "lync"),
    SITE_MEETINGS("scheduling from a site", "sharepoint", "lync"),
    SITE_APPOINTMENTS("scheduling: appointment", "sharepoint", "exchange"),
    SEARCH("eDiscovery search", "sharepoint", "exchange");

    private static final String OTHER = "other calls";

    private final String word;
    private final String caller;
    private final String resource;

    ForecastFeature(String word, String caller, String resource) {
        this.word = word;
        this.caller = caller;
        this.resource = resource;
    }

    /** The features that need calls from one role to another; one for other calls if no feature is known. */
    static List<String> between(String caller, String resource) {
        List<String> words = Arrays.stream(values())
                .filter(feature -> feature.caller.equals(caller) && feature.resource.equals(resource))
                .map(feature -> feature.word)
                .toList();
        return words.isEmpty() ? List.of(OTHER) : words;
    }
}
