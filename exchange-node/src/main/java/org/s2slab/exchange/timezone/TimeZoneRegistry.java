package org.s2slab.exchange.timezone;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.s2slab.resource.ResourceTable;

/** The Windows time zones, from the mapping of the Unicode CLDR, with the rules of the Java runtime. */
public final class TimeZoneRegistry {

    private static final Map<String, TimeZoneDefinition> BY_IANA = new HashMap<>();
    private static final Map<String, TimeZoneDefinition> ZONES = read();
    private static final Map<String, TimeZoneDefinition> BY_ID = byId();

    /** The first zone for each set of current rules. */
    private static final class Lasting {
        static final Map<TransitionsGroup, TimeZoneDefinition> ZONES = lasting();
    }

    private TimeZoneRegistry() {}

    /** All zones, from west to east. */
    public static Collection<TimeZoneDefinition> all() {
        return ZONES.values();
    }

    /** The zone with a Windows id, compared without case. */
    public static Optional<TimeZoneDefinition> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The Windows zone for an IANA id: the mapped zone, or the first zone with the same current rules. */
    public static Optional<TimeZoneDefinition> ofIana(String id) {
        return ZoneId.getAvailableZoneIds().contains(id)
                ? Optional.ofNullable(BY_IANA.get(id))
                        .or(() ->
                                matching(TransitionsGroup.lasting(ZoneId.of(id).getRules())))
                : Optional.empty();
    }

    /** The first zone with these current rules. */
    static Optional<TimeZoneDefinition> matching(TransitionsGroup lasting) {
        return Optional.ofNullable(Lasting.ZONES.get(lasting.inYear(0)));
    }

    private static Map<String, TimeZoneDefinition> byId() {
        Map<String, TimeZoneDefinition> zones = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        zones.putAll(ZONES);
        return Collections.unmodifiableMap(zones);
    }

    private static Map<TransitionsGroup, TimeZoneDefinition> lasting() {
        Map<TransitionsGroup, TimeZoneDefinition> zones = new LinkedHashMap<>();
        zones.put(TransitionsGroup.lasting(TimeZoneDefinition.UTC.rules()), TimeZoneDefinition.UTC);
        ZONES.values().forEach(zone -> zones.putIfAbsent(TransitionsGroup.lasting(zone.rules()), zone));
        return zones;
    }

    private static Map<String, TimeZoneDefinition> read() {
        Map<String, TimeZoneDefinition> zones = new LinkedHashMap<>();
        for (String[] row : ResourceTable.rows("/timezone/windows-zones.tsv")) {
            TimeZoneDefinition zone =
                    new TimeZoneDefinition(row[0], row[2], ZoneId.of(row[1]).getRules());
            zones.put(row[0], zone);
            BY_IANA.putIfAbsent(row[1], zone);
        }
        return Collections.unmodifiableMap(zones);
    }
}
