package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneRegistry;
import org.s2slab.exchange.timezone.TimeZoneWriter;
import org.s2slab.xml.XmlElement;

/**
 * The operation GetServerTimeZones: returns all time zones, or the time zones with the given ids. Omits unknown ids.
 */
final class GetServerTimeZones implements EwsOperation {
    private static final String ZONE = "TimeZoneDefinition";

    @Override
    public String name() {
        return "GetServerTimeZones";
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        XmlElement operation = request.operation();
        // The schema has no default. The product returns the full definitions unless the request contains false.
        boolean whole =
                operation.attribute("ReturnFullTimeZoneData").isEmpty() || operation.isTrue("ReturnFullTimeZoneData");
        Collection<TimeZoneDefinition> zones = operation
                .child("Ids")
                .<Collection<TimeZoneDefinition>>map(GetServerTimeZones::named)
                .orElseGet(TimeZoneRegistry::all);
        return Future.succeededFuture(EwsResponse.listed(List.of(EwsMessage.success(xml -> {
            xml.open(EwsNames.MESSAGES, "TimeZoneDefinitions");
            for (TimeZoneDefinition zone : zones) {
                if (whole) {
                    TimeZoneWriter.definition(xml, ZONE, zone);
                } else {
                    TimeZoneWriter.name(xml.open(EwsNames.TYPES, ZONE), zone).close();
                }
            }
            xml.close();
        }))));
    }

    private static List<TimeZoneDefinition> named(XmlElement ids) {
        return ids.children().stream()
                .map(id -> TimeZoneRegistry.find(id.text().strip()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
