package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;

/** Reads the data folder of a node: its prepared certificates, its configured tenants and its users. */
public final class NodeFolderReader {
    private NodeFolderReader() {}

    /** The certificates in the node's store, by their names in the topology. Blocks the calling thread. */
    public static Map<String, JsonObject> certificates(Path folder) {
        Map<String, JsonObject> found = new TreeMap<>();
        keys(folder).forEach((name, key) -> found.put(name, facts(key)));
        return found;
    }

    /** The certificates in the node's store with their keys, by their names in the topology. Blocks. */
    static Map<String, SigningKey> keys(Path folder) {
        Path names = folder.resolve(DeploymentKeys.NAMES);
        Map<String, SigningKey> found = new TreeMap<>();
        if (Files.notExists(names)) {
            return found;
        }
        CertificateStore store = store(folder);
        read(names)
                .forEach(entry ->
                        store.find(String.valueOf(entry.getValue())).ifPresent(key -> found.put(entry.getKey(), key)));
        return found;
    }

    /** The certificates in the node's store, with their keys. */
    public static CertificateStore store(Path folder) {
        return new CertificateStore(folder.resolve(NodeFolderWriter.CERTIFICATES));
    }

    /** The node's signing key in the topology; empty if the topology has no such key. Blocks. */
    public static Optional<SigningKey> readyKey(Path folder) {
        Path names = folder.resolve(DeploymentKeys.NAMES);
        return Files.notExists(names)
                ? Optional.empty()
                : store(folder).find(read(names).getString(NodeFolderWriter.SIGNING, ""));
    }

    /** The node's initial realm: the tenant of an online service, otherwise the deployment's domain. Blocks. */
    public static String firstRealm(Path folder) {
        JsonObject node = read(folder.resolve(NodeFolderWriter.CONFIG)).getJsonObject("node");
        return node.getJsonObject("online", new JsonObject()).getString("tenant", node.getString("domain"));
    }

    /** A setting of the node, from its configuration; null if there is no such key. Blocks. */
    public static @Nullable Object setting(Path folder, String key) {
        return read(folder.resolve(NodeFolderWriter.CONFIG))
                .getJsonObject("node")
                .getValue(key);
    }

    /** The users of the deployment, from the node's configuration. Blocks. */
    public static List<UserAccount> people(Path folder) {
        return read(folder.resolve(NodeFolderWriter.CONFIG)).getJsonObject("node").getJsonArray("people").stream()
                .map(JsonObject.class::cast)
                .map(NodeFolderReader::person)
                .toList();
    }

    private static UserAccount person(JsonObject told) {
        return new UserAccount(
                told.getString("name"),
                told.getString("upn"),
                told.getJsonArray("smtp").stream().map(String::valueOf).toList(),
                told.getString("sip"),
                told.getString("sid"),
                told.getString("password"),
                told.getBoolean("enabled"),
                told.getBoolean("mailbox"),
                told.getString("forest"));
    }

    /** The node's configured tenants: {@code id}, {@code name}, {@code domains}; empty for most nodes. Blocks. */
    public static List<JsonObject> tenants(Path folder) {
        Path config = folder.resolve(NodeFolderWriter.CONFIG);
        return Files.notExists(config)
                ? List.of()
                : read(config).getJsonArray("tenants", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .toList();
    }

    private static JsonObject read(Path file) {
        try {
            return new JsonObject(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("file " + file, e);
        }
    }

    /**
     * The certificate of a key as {@code thumbprint}, {@code x5t}, {@code subject}, {@code notAfter}, and {@code raw}
     * (Base64 of the DER encoding).
     */
    public static JsonObject facts(SigningKey key) {
        X509Certificate certificate = key.certificate();
        return new JsonObject()
                .put("thumbprint", key.thumbprint())
                .put("x5t", key.x5t())
                .put("subject", certificate.getSubjectX500Principal().getName())
                .put("notAfter", certificate.getNotAfter().toInstant().toString())
                .put("raw", raw(certificate));
    }

    private static String raw(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just issued", e);
        }
    }
}
