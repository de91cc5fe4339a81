package org.s2slab.scenarios.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cmdlet that is run in a drill.
 *
 * @param node where
 * @param with its parameters
 */
record Order(String node, String cmdlet, JsonObject with) {
    /** Parameters that are switches in the product: they have no value. */
    private static final Set<String> SWITCHES =
            Set.of("Roll", "Previous", "ClearPreviousCertificate", "PublishCertificate", "RefreshAuthMetadata");

    static Order of(String node, String cmdlet, Object... with) {
        JsonObject parameters = new JsonObject();
        for (int i = 0; i < with.length; i += 2) {
            parameters.put((String) with[i], with[i + 1]);
        }
        return new Order(node, cmdlet, parameters);
    }

    /** As it is typed. */
    String line() {
        return cmdlet + with.stream().map(Order::typed).collect(Collectors.joining());
    }

    private static String typed(Map.Entry<String, Object> parameter) {
        String name = " -" + parameter.getKey();
        if (SWITCHES.contains(parameter.getKey())) {
            return name;
        }
        if (parameter.getValue() instanceof JsonArray list) {
            return name + " " + list.stream().map(Order::value).collect(Collectors.joining(","));
        }
        return name + " " + value(parameter.getValue());
    }

    private static String value(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "$true" : "$false";
        }
        String text = String.valueOf(value);
        return text.matches("[A-Za-z0-9.:/_-]+") ? text : "\"" + text + "\"";
    }

    /** What running it gave. */
    record Done(Order order, JsonArray output, JsonArray warnings) {
        /** A property of the first object it wrote. */
        String text(String property) {
            return output.getJsonObject(0).getString(property);
        }
    }
}
