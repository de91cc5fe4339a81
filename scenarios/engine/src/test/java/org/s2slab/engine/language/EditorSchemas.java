package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Flag;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.PolicyDates;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.TextOr;
import org.s2slab.engine.language.YamlSchema.Whole;
import org.s2slab.engine.language.YamlSchema.WholeOr;

/** The JSON Schemas of scenario, topology and lesson files, with which editors complete and check these files. */
public final class EditorSchemas {
    private EditorSchemas() {}

    /** The content of docs/generated/topology.schema.json. */
    public static JsonObject topology() {
        return file("topology", TopologySchema.FILE);
    }

    /** The content of docs/generated/scenario.schema.json. */
    public static JsonObject scenario() {
        JsonObject schema = file("scenario", ScenarioSchema.FILE);
        schema.getJsonObject("properties")
                .getJsonObject("steps")
                .getJsonObject("items")
                .mergeIn(expectations());
        return schema;
    }

    /** The content of docs/generated/lesson.schema.json. */
    public static JsonObject lesson() {
        return file("lesson", LessonSchema.FILE);
    }

    private static JsonObject file(String name, YamlSchema form) {
        return head(name, "S2S Lab " + name).mergeIn(of(form));
    }

    /**
     * The first members of a schema. The number at the end of the id rises when a file or document that was right becomes
     * wrong: docs/RELEASE.md.
     */
    public static JsonObject head(String name, String title) {
        return new JsonObject()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$id", "urn:s2slab:schema:" + name + ":1")
                .put("title", title);
    }

    /** The permitted keys of {@code expect} for each kind of step. */
    private static JsonObject expectations() {
        JsonObject byKey = new JsonObject();
        JsonArray actions = new JsonArray();
        for (StepKind kind : StepKind.values()) {
            if (kind != StepKind.LOOK) {
                byKey.put(kind.key(), expecting(kind));
                actions.add(new JsonObject().put("required", JsonArray.of(kind.key())));
            }
        }
        return new JsonObject()
                .put("dependentSchemas", byKey)
                .put("if", new JsonObject().put("not", new JsonObject().put("anyOf", actions)))
                .put("then", expecting(StepKind.LOOK));
    }

    private static JsonObject expecting(StepKind kind) {
        Object expect = kind.expectations().isEmpty()
                ? (Object) false
                : new JsonObject()
                        .put("minProperties", 1)
                        .put("propertyNames", new JsonObject().put("enum", new JsonArray(kind.expectations())));
        return new JsonObject().put("properties", new JsonObject().put("expect", expect));
    }

    private static JsonObject of(YamlSchema form) {
        if (form instanceof Text text) {
            return text.words().isEmpty()
                    ? type("string").put("minLength", 1)
                    : new JsonObject().put("enum", new JsonArray(text.words()));
        } else if (form instanceof FolderName) {
            return type("string").put("pattern", "^" + FolderName.FORM.pattern() + "$");
        } else if (form instanceof Whole) {
            return type("integer");
        } else if (form instanceof Flag) {
            return type("boolean");
        } else if (form instanceof Many many) {
            JsonObject list = type("array").put("items", of(many.item()));
            return many.single() ? any(of(many.item()), list) : list;
        } else if (form instanceof Named named) {
            JsonObject schema = type("object").put("additionalProperties", of(named.value()));
            return named.key() instanceof Anything ? schema : schema.put("propertyNames", of(named.key()));
        } else if (form instanceof PolicyDates) {
            return type("object")
                    .put("propertyNames", of(new Text(TenantDates.ids())))
                    .put("additionalProperties", type("string").put("format", "date"));
        } else if (form instanceof TextOr either) {
            return any(of(Text.ANY), of(either.other()));
        } else if (form instanceof WholeOr either) {
            return any(of(new Whole()), of(either.other()));
        } else if (form instanceof Fields fields) {
            return of(fields.keys());
        }
        return new JsonObject();
    }

    private static JsonObject of(List<Member> keys) {
        JsonObject properties = new JsonObject();
        keys.forEach(key -> properties.put(key.name(), of(key.shape()).put("description", key.help())));
        JsonObject schema = type("object").put("additionalProperties", false).put("properties", properties);
        List<String> needed =
                keys.stream().filter(Member::required).map(Member::name).toList();
        return needed.isEmpty() ? schema : schema.put("required", new JsonArray(needed));
    }

    private static JsonObject type(String type) {
        return new JsonObject().put("type", type);
    }

    private static JsonObject any(JsonObject one, JsonObject other) {
        return new JsonObject().put("anyOf", JsonArray.of(one, other));
    }
}
