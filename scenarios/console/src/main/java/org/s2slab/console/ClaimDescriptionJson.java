package org.s2slab.console;

import io.vertx.core.json.JsonObject;
import org.s2slab.token.ClaimMeaning;
import org.s2slab.token.ClaimMeaning.Place;

/** The descriptions of token members as JSON, by layer and name; members without a description are left out. */
final class ClaimDescriptionJson {
    private ClaimDescriptionJson() {}

    static JsonObject of(JsonObject layers) {
        JsonObject meanings = new JsonObject();
        for (String name : layers.fieldNames()) {
            boolean outer = name.equals("outer");
            JsonObject layer = layers.getJsonObject(name);
            JsonObject claims = layer.getJsonObject("claims", new JsonObject());
            JsonObject ofLayer = new JsonObject();
            add(
                    ofLayer,
                    outer ? Place.OUTER_HEADER : Place.SIGNED_HEADER,
                    layer.getJsonObject("header", new JsonObject()));
            add(ofLayer, outer ? Place.OUTER : Place.ofSigned(claims.getMap()), claims);
            meanings.put(name, ofLayer);
        }
        return meanings;
    }

    private static void add(JsonObject meanings, Place place, JsonObject members) {
        members.fieldNames()
                .forEach(name -> ClaimMeaning.of(place, name).ifPresent(meaning -> meanings.put(name, meaning.text())));
    }
}
