package org.s2slab.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the paths in a configuration file. Relative paths are resolved against the file's folder. */
final class ConfigPaths {
    /** The name of the reader's attribute that contains the folder. */
    static final String FOLDER = "folder";

    private ConfigPaths() {}

    static SimpleModule belowFolder() {
        return new SimpleModule("paths")
                .addDeserializer(Path.class, new FromFolder())
                .addSerializer(Path.class, new Plain());
    }

    private static final class FromFolder extends StdScalarDeserializer<Path> {
        FromFolder() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Path folder = (Path) context.getAttribute(FOLDER);
            return folder.resolve(parser.getText()).normalize();
        }
    }

    private static final class Plain extends StdScalarSerializer<Path> {
        Plain() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(path.toString());
        }
    }
}
