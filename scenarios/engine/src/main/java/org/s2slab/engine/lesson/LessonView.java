package org.s2slab.engine.lesson;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.engine.reading.HopHistory;
import org.s2slab.engine.reading.HopReading;
import org.s2slab.engine.reading.IdentifierNames;
import org.s2slab.engine.reading.RefusalReading;
import org.s2slab.engine.reading.StepReference;
import org.s2slab.engine.run.ScenarioSession.Played;
import org.s2slab.engine.run.StepOutput;
import org.s2slab.trace.HopKind;

/** Shows parts of a deployment and of its played steps, as labels with values. */
record LessonView(LessonStage stage, List<Played> history) {
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=(\"[^\"]*\"|[^\\s,]+)");
    private static final Set<String> TIMES = Set.of("nbf", "exp", "iat");

    /** Maximum length of a value. Longer values are shortened: certificates have more than a thousand characters. */
    private static final int LONGEST = 130;

    private static final int SHORTENED = 30;

    List<LessonRow> rows(String show) {
        return switch (show) {
            case "map" -> new TrustRows(stage.deployment().managed()).rows();
            case "challenge" -> challenge();
            case "page" -> page();
            case "token" -> token();
            case "names" -> names();
            case "hop" -> hop(last(hop -> hop.kind() == HopKind.ACCEPTED));
            case "refusal" -> hop(last(ObservedHop::isRefusal));
            case "questions" -> questions();
            default -> throw new IllegalArgumentException("show: '" + show + "' is not known");
        };
    }

    private static List<LessonRow> names() {
        return Stream.of(ProductRole.values())
                .map(role -> new LessonRow(role.application(), role.title()))
                .toList();
    }

    private static List<LessonRow> questions() {
        List<RuleReadings.Question> questions = RuleReadings.questions(Subject.TOKEN);
        List<LessonRow> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            rows.add(new LessonRow(
                    (i + 1) + ". " + questions.get(i).ask(), questions.get(i).rules() + " rules"));
        }
        return rows;
    }

    private List<LessonRow> challenge() {
        List<LessonRow> rows = new ArrayList<>();
        String header = newest(output -> output.headers().contains("WWW-Authenticate")).stream()
                .flatMap(output -> output.headers().getAll("WWW-Authenticate").stream())
                .filter(value -> value.startsWith("Bearer"))
                .findFirst()
                .orElse("");
        Matcher parameters = PARAMETER.matcher(header);
        while (parameters.find()) {
            rows.add(new LessonRow(
                    String.valueOf(parameters.group(1)),
                    String.valueOf(parameters.group(2)).replace("\"", "")));
        }
        if (rows.stream().noneMatch(row -> row.label().equals("trusted_issuers"))) {
            rows.add(new LessonRow("trusted_issuers", "(missing)"));
        }
        return rows;
    }

    private List<LessonRow> page() {
        List<LessonRow> rows = new ArrayList<>();
        newest(output -> output.json() != null).forEach(output -> flatten("", output.json(), rows));
        return rows;
    }

    private static void flatten(String path, @Nullable Object value, List<LessonRow> rows) {
        if (value instanceof JsonObject object) {
            object.forEach(member ->
                    flatten(path.isEmpty() ? member.getKey() : path + "." + member.getKey(), member.getValue(), rows));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                flatten(path + "[" + i + "]", array.getValue(i), rows);
            }
        } else {
            rows.add(new LessonRow(path, shortened(String.valueOf(value))));
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, SHORTENED) + "... (" + text.length() + " characters)";
    }

    private List<LessonRow> token() {
        List<LessonRow> rows = new ArrayList<>();
        ObservedHop hop = last(each -> each.token().layers() != null);
        JsonObject layers = hop == null ? null : hop.token().layers();
        if (layers != null) {
            for (String layer : List.of("actor", "outer")) {
                if (layers.getValue(layer) instanceof JsonObject parts) {
                    rows.add(new LessonRow(
                            layer, layer.equals("actor") ? "the inner layer, signed" : "the outer layer, not signed"));
                    parts.forEach(part -> claims(layer + "." + part.getKey(), part.getValue(), rows));
                }
            }
        }
        return rows;
    }

    private static void claims(String path, @Nullable Object part, List<LessonRow> rows) {
        if (part instanceof JsonObject members) {
            members.forEach(member -> rows.add(new LessonRow(path + " " + member.getKey(), claim(member))));
        }
    }

    private static String claim(Map.Entry<String, Object> claim) {
        String value = shortened(String.valueOf(claim.getValue()));
        if (TIMES.contains(claim.getKey()) && value.matches("[0-9]{1,12}")) {
            return value + " (" + Instant.ofEpochSecond(Long.parseLong(value)) + ")";
        }
        return claim.getKey().equals("x5t") ? value + " (" + hex(value) + ")" : value;
    }

    /** The three sentences of a hop. For a refusal, also its values and its fix. */
    private List<LessonRow> hop(@Nullable ObservedHop hop) {
        if (hop == null) {
            return List.of();
        }
        HopReading reading = read(hop);
        RefusalReading refusal = reading.refusal();
        List<LessonRow> rows = new ArrayList<>();
        add(rows, "hop", hop.sentence().toString());
        if (refusal != null) {
            add(rows, "fault", refusal.failed());
            add(rows, "found", refusal.found());
            add(rows, "expected", refusal.expected());
            add(rows, "cause", refusal.cause());
            add(rows, "fix", refusal.fix());
            refusal.fixes().forEach(line -> add(rows, "cmdlet", line.typed()));
        }
        add(rows, "who", reading.who());
        add(rows, refusal == null ? "why" : "why not", reading.why());
        add(rows, "for what", reading.what());
        if (refusal != null) {
            add(rows, "trace", hop.place().traceId());
        }
        return rows;
    }

    private static void add(List<LessonRow> rows, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            rows.add(new LessonRow(label, value));
        }
    }

    private HopReading read(ObservedHop hop) {
        HopHistory known = new HopHistory(IdentifierNames.of(stage.deployment().plan()));
        for (int i = 0; i < history.size(); i++) {
            StepReference step =
                    new StepReference(i + 1, history.get(i).result().step().title());
            history.get(i).result().hops().forEach(one -> known.add(one, step));
        }
        return known.read(hop);
    }

    /** The last matching hop of a step. A refusal at a server has priority over the failed call at its caller. */
    private @Nullable ObservedHop last(Predicate<ObservedHop> requested) {
        List<ObservedHop> found = history.stream()
                .flatMap(played -> played.result().hops().stream())
                .filter(hop -> hop.origin().isCaused())
                .filter(requested)
                .toList();
        List<ObservedHop> decided =
                found.stream().filter(hop -> hop.kind() != HopKind.FAILED).toList();
        List<ObservedHop> best = decided.isEmpty() ? found : decided;
        return best.isEmpty() ? null : best.get(best.size() - 1);
    }

    /** The newest matching output, in a list; empty if no output matches. */
    private List<StepOutput> newest(Predicate<StepOutput> requested) {
        List<StepOutput> found =
                history.stream().map(Played::found).filter(requested).toList();
        return found.isEmpty() ? List.of() : found.subList(found.size() - 1, found.size());
    }

    /** A thumbprint in hexadecimal, as administrators see it. Other texts are returned unchanged. */
    static String hex(String x5t) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(Base64.getUrlDecoder().decode(x5t));
        } catch (IllegalArgumentException e) {
            return x5t;
        }
    }
}
