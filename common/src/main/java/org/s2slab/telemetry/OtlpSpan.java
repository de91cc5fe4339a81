package org.s2slab.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.s2slab.trace.TraceParent;

/**
 * An ended span for the exporter of OpenTelemetry. Components that begin with get have the names of its interface.
 *
 * @param resource the node
 */
record OtlpSpan(
        OpenSpan span,
        String getName,
        SpanKind getKind,
        StatusData getStatus,
        Attributes getAttributes,
        List<EventData> getEvents,
        Resource resource)
        implements SpanData {
    @Override
    public SpanContext getSpanContext() {
        return SpanDataMapper.context(span.place.traceId(), span.place.spanId());
    }

    @Override
    public SpanContext getParentSpanContext() {
        TraceParent place = span.place;
        String parent = place.parentSpanId();
        return parent == null ? SpanContext.getInvalid() : SpanDataMapper.context(place.traceId(), parent);
    }

    @Override
    public long getStartEpochNanos() {
        return nanos(span.begun);
    }

    @Override
    public long getEndEpochNanos() {
        return nanos(span.last);
    }

    static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public List<LinkData> getLinks() {
        return span.links.stream()
                .map(link -> LinkData.create(SpanDataMapper.context(link.traceId(), link.spanId())))
                .toList();
    }

    @Override
    public int getTotalRecordedEvents() {
        return getEvents.size() + span.lost;
    }

    @Override
    public int getTotalRecordedLinks() {
        return span.links.size();
    }

    @Override
    public int getTotalAttributeCount() {
        return getAttributes.size();
    }

    @Override
    @SuppressWarnings("deprecation")
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.create("org.s2slab", null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return InstrumentationScopeInfo.create("org.s2slab");
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
