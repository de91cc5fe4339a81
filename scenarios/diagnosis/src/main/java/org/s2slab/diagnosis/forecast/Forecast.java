package org.s2slab.diagnosis.forecast;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.diagnosis.doctor.CertificateExpiry;
import org.s2slab.engine.deployment.Topology;

/**
 * What works in a deployment on each date of the policy calendar. A person used each feature on each date.
 *
 * @param plan the deployment
 * @param days the days, in order; the first one is the deployment's own date
 * @param features the features that are set up
 * @param certificates the validity ends of the signing certificates, also those after the last day
 */
public record Forecast(
        Topology plan, List<ForecastDay> days, List<FeatureForecast> features, List<CertificateExpiry> certificates) {
    /** Rises when a member of the JSON changes its meaning or goes; new ones may come at any time. */
    private static final int VERSION = 1;

    /** A cause with the number of the first day on which it was found, and the features that it breaks then. */
    public record Break(int day, ForecastCause cause, List<String> features) {}

    public Forecast {
        days = List.copyOf(days);
        features = List.copyOf(features);
        certificates = List.copyOf(certificates);
    }

    /** Whether a feature does not work on a day. */
    public boolean isBroken() {
        return features.stream().anyMatch(feature -> feature.firstBreak().isPresent());
    }

    /** Each cause once for all features that it breaks for the first time on the same day, by days. */
    public List<Break> breaks() {
        Map<Map.Entry<Integer, ForecastCause>, List<String>> found = new LinkedHashMap<>();
        for (int day = 0; day < days.size(); day++) {
            for (FeatureForecast feature : features) {
                for (ForecastCause cause : feature.causes().get(day)) {
                    if (isFirst(feature, day, cause)) {
                        found.computeIfAbsent(Map.entry(day, cause), key -> new ArrayList<>())
                                .add(feature.title());
                    }
                }
            }
        }
        return found.entrySet().stream()
                .map(one -> new Break(one.getKey().getKey(), one.getKey().getValue(), one.getValue()))
                .toList();
    }

    private static boolean isFirst(FeatureForecast feature, int day, ForecastCause cause) {
        return feature.causes().subList(0, day).stream()
                .flatMap(List::stream)
                .noneMatch(before -> before.code().equals(cause.code()));
    }

    public JsonObject toJson() {
        JsonArray all = new JsonArray();
        features.forEach(feature -> all.add(feature.toJson()));
        JsonArray dates = new JsonArray();
        days.forEach(day -> dates.add(day.toJson()));
        JsonArray nodes = new JsonArray();
        plan.nodes().values().stream()
                .filter(node -> !node.role().equals("authz"))
                .forEach(node -> nodes.add(new JsonObject()
                        .put("name", node.name())
                        .put("role", node.role())
                        .put("online", node.online())
                        .put("host", node.host())
                        .put("pool", node.pool() == null ? null : node.poolName())
                        .put("realm", plan.realmOf(node))));
        JsonArray ends = new JsonArray();
        certificates.forEach(end -> ends.add(end.toJson()));
        return new JsonObject()
                .put("version", VERSION)
                .put("topology", plan.name())
                .put("broken", isBroken())
                .put("nodes", nodes)
                .put("days", dates)
                .put("features", all)
                .put("certificates", ends);
    }
}
