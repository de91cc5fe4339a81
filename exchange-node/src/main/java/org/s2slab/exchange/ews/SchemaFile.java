package org.s2slab.exchange.ews;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.s2slab.ews.EwsSchemaTable;

/** The WSDL and schema files from which clients generate their code. */
public enum SchemaFile {
    TYPES("types.xsd"),
    MESSAGES("messages.xsd"),
    SERVICES("services.wsdl");

    private final String fileName;

    SchemaFile(String fileName) {
        this.fileName = fileName;
    }

    /** Finds a schema file by its file name, compared without case. */
    public static Optional<SchemaFile> named(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equalsIgnoreCase(name))
                .findFirst();
    }

    public String fileName() {
        return fileName;
    }

    /** The content of the file for clients. */
    public byte[] content() {
        String text = switch (this) {
            case TYPES -> EwsSchemaTable.types();
            case MESSAGES -> EwsSchemaTable.messages();
            case SERVICES -> ServiceDescription.text();
        };
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
