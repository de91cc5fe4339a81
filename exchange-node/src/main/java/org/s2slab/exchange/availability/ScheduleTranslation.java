package org.s2slab.exchange.availability;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.xml.XmlElement;

/** Translates GetUserAvailability for one address to getSchedule of Microsoft Graph, and the response back. */
public record ScheduleTranslation(AvailabilityQuery query) {
    public static ScheduleTranslation of(EwsRequest request) {
        XmlElement operation = request.operation();
        XmlElement options = operation.child("FreeBusyViewOptions").orElseThrow();
        return new ScheduleTranslation(AvailabilityQuery.of(operation, options, request.timeZone()));
    }

    /** The body of the request. */
    public JsonObject body(String address) {
        return new JsonObject()
                .put("schedules", new JsonArray().add(address))
                .put("startTime", ScheduleReader.time(query.window().from(), TimeZoneDefinition.UTC))
                .put("endTime", ScheduleReader.time(query.window().until(), TimeZoneDefinition.UTC))
                .put("availabilityViewInterval", query.interval().toMinutes());
    }

    /** The {@code FreeBusyResponse}. It has no subjects and locations: Graph does not know who asks on the premises. */
    public XmlElement response(JsonObject schedule) {
        Stream<XmlElement> view = Stream.of(t("FreeBusyViewType", query.view().replace("Detailed", "FreeBusy")));
        if (query.merged()) {
            view = Stream.concat(view, Stream.of(t("MergedFreeBusy", schedule.getString("availabilityView", ""))));
        }
        if (query.events()) {
            List<XmlElement> events = schedule.getJsonArray("scheduleItems", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .map(this::event)
                    .toList();
            view = Stream.concat(view, Stream.of(t("CalendarEventArray", events)));
        }
        XmlElement success = m("ResponseMessage", m("ResponseCode", "NoError")).with("ResponseClass", "Success");
        return m("FreeBusyResponse", success, XmlElement.of(EwsNames.MESSAGES, "FreeBusyView", view.toList()));
    }

    private XmlElement event(JsonObject item) {
        String status = item.getString("status", "");
        return t(
                "CalendarEvent",
                t("StartTime", time(item, "start")),
                t("EndTime", time(item, "end")),
                t(
                        "BusyType",
                        Stream.of(FreeBusy.Status.values())
                                .map(Enum::name)
                                .filter(status::equalsIgnoreCase)
                                .findFirst()
                                .orElse("NoData")));
    }

    /** A time in UTC of the response, local to the zone of the client. */
    private String time(JsonObject item, String name) {
        String time = item.getJsonObject(name, new JsonObject()).getString("dateTime", "");
        return query.zone().text(new ClientTimeZone(TimeZoneDefinition.UTC).instant(time));
    }
}
