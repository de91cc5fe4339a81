package org.s2slab.exchange.ews;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** The WSDL and schema files from which clients generate their code. */
public enum SchemaFile {
    TYPES("types.xsd"),
    MESSAGES("messages.xsd"),
    SERVICES("services.wsdl");

    private final String fileName;

    SchemaFile(String fileName) {
        this.fileName = fileName;
    }

    /** Finds a schema file by its file name, without regard to case. */
    public static Optional<SchemaFile> named(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equalsIgnoreCase(name))
                .findFirst();
    }

    public String fileName() {
        return fileName;
    }

    /** The file, as it is served. */
    public byte[] content() {
        try (InputStream in = SchemaFile.class.getResourceAsStream("/ews/" + fileName)) {
            if (in == null) {
                throw new IllegalStateException("missing from the program: /ews/" + fileName);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
