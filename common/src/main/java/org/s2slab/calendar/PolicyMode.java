package org.s2slab.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** Whether the policies of online services follow the clock. */
public enum PolicyMode {
    /** The published procedures work at any date. */
    AS_DOCUMENTED("as-documented"),
    /** What a tenant allows follows the node's clock, by {@link ServiceChangeCalendar}. */
    DATED("dated");

    private final String key;

    PolicyMode(String key) {
        this.key = key;
    }

    /** Returns the mode of this name; IllegalArgumentException with all names if it is unknown. */
    @JsonCreator
    public static PolicyMode of(String key) {
        return Arrays.stream(values())
                .filter(mode -> mode.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "policies: '" + key + "' is unknown; expected one of " + String.join(", ", keys())));
    }

    /** All names, as in configurations, topologies and scenarios. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(PolicyMode::key).toList();
    }

    @JsonValue
    public String key() {
        return key;
    }
}
