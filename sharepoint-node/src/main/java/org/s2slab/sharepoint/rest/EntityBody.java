package org.s2slab.sharepoint.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The JSON body of a change: the properties of an entity, or the arguments of a function. */
record EntityBody(String type, JsonObject members) {
    /** Parses the arguments of a function, which have no type. */
    static EntityBody ofFunction(RestRequest request) {
        return new EntityBody("the function", json(request.body()));
    }

    /**
     * Parses an entity. In the verbose form it must name its type.
     *
     * @param type the type for error texts
     * @param fits whether the entity may have this type
     */
    static EntityBody of(RestRequest request, String type, Predicate<String> fits) {
        return of(json(request.body()), request.sendsVerbose(), type, fits);
    }

    /**
     * The value of the member with this name: an object of the given type. The object may omit the name of its type.
     */
    Optional<EntityBody> part(String name, String type) {
        return value(name, JsonObject.class).map(given -> of(given, false, type, type::equals));
    }

    /** The objects of this type in a collection, which the verbose format wraps. */
    List<EntityBody> parts(String name, String type) {
        return collection(name, JsonObject.class).stream()
                .map(one -> of(one, false, type, type::equals))
                .toList();
    }

    private static EntityBody of(JsonObject given, boolean mustBeNamed, String type, Predicate<String> fits) {
        String named = given.getValue("__metadata") instanceof JsonObject metadata
                ? String.valueOf(metadata.getValue("type"))
                : given.getValue("odata.type") instanceof String text ? text : null;
        if (named == null && mustBeNamed) {
            throw RestError.query("An entry without a type name was found, but no expected type was specified. To allow"
                    + " entries without type information, the expected type must also be specified when the model is"
                    + " specified.");
        }
        if (named != null && !fits.test(named)) {
            throw RestError.query(
                    "A type named '" + named + "' could not be resolved by the model; expected '" + type + "'.");
        }
        JsonObject members = new JsonObject();
        given.forEach(member -> {
            if (!member.getKey().equals("__metadata") && !member.getKey().startsWith("odata.")) {
                members.put(member.getKey(), member.getValue());
            }
        });
        return new EntityBody(type, members);
    }

    private static JsonObject json(@Nullable Buffer body) {
        try {
            if (body != null) {
                return body.toJsonObject();
            }
        } catch (DecodeException | ClassCastException e) {
            // Refused below, like a body that is not an object.
        }
        throw RestError.query("The request body is not a JSON object with the properties.");
    }

    /** Refuses properties that are not known. */
    EntityBody with(Set<String> known) {
        for (String name : members.fieldNames()) {
            if (!known.contains(name)) {
                throw noProperty(name);
            }
        }
        return this;
    }

    RestError noProperty(String name) {
        return RestError.query("The property '" + name + "' does not exist on type '" + type
                + "'. Make sure to only use property names that are defined by the type.");
    }

    static RestError unusable(String name) {
        return RestError.query("Cannot convert the value of the property '" + name + "' to its type.");
    }

    Optional<String> text(String name) {
        return value(name, String.class);
    }

    /** A Boolean value. Like the product, also accepts the texts True and False, as in documented queries. */
    Optional<Boolean> flag(String name) {
        return members.getValue(name) instanceof String word && word.matches("(?i)true|false")
                ? Optional.of(Boolean.valueOf(word))
                : value(name, Boolean.class);
    }

    Optional<Integer> number(String name) {
        return value(name, Integer.class);
    }

    /** The texts of a collection, which the verbose format wraps. */
    List<String> texts(String name) {
        return collection(name, String.class);
    }

    private <T> List<T> collection(String name, Class<T> kind) {
        Object list = members.getValue(name) instanceof JsonObject wrapped
                ? wrapped.getValue("results")
                : members.getValue(name);
        if (list == null) {
            return List.of();
        }
        if (list instanceof JsonArray array && array.stream().allMatch(kind::isInstance)) {
            return array.stream().map(kind::cast).toList();
        }
        throw unusable(name);
    }

    private <T> Optional<T> value(String name, Class<T> kind) {
        Object value = members.getValue(name);
        if (value != null && !kind.isInstance(value)) {
            throw unusable(name);
        }
        return Optional.ofNullable(kind.cast(value));
    }
}
