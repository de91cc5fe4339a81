package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestKeys;

class KeyFilesTest {
    @TempDir
    Path folder;

    @Test
    void aKeyFileBelongsToItsOwnerAlone() throws IOException {
        Path file = folder.resolve("key.pem");
        PemFiles.write(file, TestKeys.lync());
        PemFiles.write(file, TestKeys.exchange());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PemFiles.read(file).certificate())
                .isEqualTo(TestKeys.exchange().certificate());
        assertThat(PemFiles.read(file).privateKey().getEncoded())
                .isEqualTo(TestKeys.exchange().privateKey().getEncoded());
        assertThat(filesIn(folder)).containsExactly("key.pem");
    }

    @Test
    void saysWhatAFileLacks() throws IOException {
        Path file = folder.resolve("empty.pem");
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> PemFiles.read(file)).hasMessageContaining("no certificate");
        assertThatThrownBy(() -> PemFiles.readKey(file, "RSA")).hasMessageContaining("no private key");
    }

    @Test
    void theStoreFindsACertificateByAnyWayOfWritingItsThumbprint() {
        CertificateStore store = new CertificateStore(folder.resolve("store"));
        assertThat(store.all()).isEmpty();
        store.add(TestKeys.lync());
        store.add(TestKeys.exchange());
        String thumbprint = TestKeys.lync().thumbprint();
        String spaced = "\u200e" + thumbprint.toLowerCase(Locale.ROOT).replaceAll("(..)", "$1 ");
        assertThat(store.find(thumbprint).orElseThrow().thumbprint()).isEqualTo(thumbprint);
        assertThat(store.find(spaced).orElseThrow().thumbprint()).isEqualTo(thumbprint);
        assertThat(store.find(TestKeys.outsider().thumbprint())).isEmpty();
        assertThat(store.find("../key")).isEmpty();
        assertThat(store.all()).extracting(SigningKey::thumbprint).isSorted().hasSize(2);
    }

    @Test
    void theStoreRemovesACertificateAndSaysWhetherItHadIt() throws IOException {
        CertificateStore store = new CertificateStore(folder.resolve("store"));
        store.prepare(TestKeys.lync());
        store.prepare(TestKeys.exchange());
        Files.writeString(folder.resolve("store").resolve("notes.txt"), "no certificate");
        assertThat(store.all()).hasSize(2);
        assertThat(store.remove(TestKeys.lync().thumbprint())).isTrue();
        assertThat(store.remove(TestKeys.lync().thumbprint())).isFalse();
        assertThat(store.all())
                .extracting(SigningKey::thumbprint)
                .containsExactly(TestKeys.exchange().thumbprint());
    }

    @Test
    void writesACertificateWithoutItsKey() throws IOException {
        Path file = folder.resolve("lync.pem");
        PemFiles.writeCertificate(file, TestKeys.lync().certificate());
        assertThat(PemFiles.readCertificates(file))
                .containsExactly(TestKeys.lync().certificate());
        assertThat(Files.readString(file)).doesNotContain("PRIVATE KEY");
    }

    @Test
    void namesACertificateByItsSha256HashToo() throws GeneralSecurityException {
        X509Certificate certificate = TestKeys.lync().certificate();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        assertThat(Base64.getUrlDecoder().decode(SigningKey.x5tS256(certificate)))
                .isEqualTo(hash);
        assertThat(SigningKey.x5tS256(certificate)).hasSize(43);
    }

    @Test
    void bringsInAPfxFile() throws IOException, GeneralSecurityException {
        CertificateStore store = new CertificateStore(folder.resolve("store"));
        Path pfx = folder.resolve("oauth.pfx");
        exportPfx(TestKeys.lync(), pfx, "secret");
        assertThat(store.importPfx(pfx, "secret").thumbprint())
                .isEqualTo(TestKeys.lync().thumbprint());
        assertThat(store.all()).hasSize(1);
        assertThatThrownBy(() -> store.importPfx(pfx, "other"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.PARAMETER_INVALID))
                .hasMessageContaining("password");
        assertThatThrownBy(() -> store.importPfx(folder.resolve("none.pfx"), "secret"))
                .isInstanceOf(Refusal.class);
    }

    private static void exportPfx(SigningKey key, Path file, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key.privateKey(), password.toCharArray(), new X509Certificate[] {key.certificate()});
        try (OutputStream content = Files.newOutputStream(file)) {
            store.store(content, password.toCharArray());
        }
    }

    @Test
    void threadsThatTakeTheSameNumberAtOnceGetTheSamePair() throws Exception {
        KeyPool pool = new KeyPool(folder.resolve("keys"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<KeyPair>> taken = threads.invokeAll(Collections.nCopies(4, () -> pool.take(0)));
            KeyPair first = taken.get(0).get();
            for (Future<KeyPair> other : taken) {
                assertThat(other.get()).isSameAs(first);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void thePoolGivesTheSamePairForTheSameNumberAndMakesNothingTwice() throws IOException {
        KeyPool pool = new KeyPool(folder.resolve("keys"));
        KeyPair first = pool.take(0);
        assertThat(pool.take(1).getPublic().getEncoded())
                .isNotEqualTo(first.getPublic().getEncoded());
        assertThat(filesIn(folder.resolve("keys"))).containsExactly("rsa-000.pem", "rsa-001.pem");
        assertThat(new KeyPool(folder.resolve("keys")).take(0).getPublic().getEncoded())
                .isEqualTo(first.getPublic().getEncoded());
        assertThat(filesIn(folder.resolve("keys"))).hasSize(2);
    }

    @Test
    void thePoolTakesNoFolderThatOthersCouldHaveFilled() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> new KeyPool(open).take(0))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has the rights rwxr-xr-x")
                .hasMessageContaining("chmod 700 " + open);
        Path link = Files.createSymbolicLink(
                folder.resolve("link"),
                Files.createDirectory(
                        folder.resolve("own"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        assertThatThrownBy(() -> new KeyPool(link).take(0)).hasMessageContaining("is a link");
        assertThat(filesIn(open)).isEmpty();
        assertThat(filesIn(link)).isEmpty();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
