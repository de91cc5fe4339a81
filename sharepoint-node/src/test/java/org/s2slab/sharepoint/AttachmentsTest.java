package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestCall;

/** Files that are attached to items: their bytes, their names, and who may read and change them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentsTest {
    private static final String SITE = "/sites/sales";
    private static final String LISTS = SITE + "/_api/web/lists";
    private static final Buffer TEXT = Buffer.buffer("Content");
    private static final String MISSING = "400 -2146233086, System.ArgumentOutOfRangeException";
    private static final String EXISTS = "400 -2130575257, Microsoft.SharePoint.SPException";

    private SharePointLab lab;
    private int made;

    @BeforeAll
    void start(@TempDir Path folder) {
        lab = new SharePointLab(folder).withSales();
    }

    @AfterAll
    void stop() {
        lab.close();
    }

    /** Every byte, and types that a server could parse: a form, a form with files, JSON with a long list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain;charset=UTF-8",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json;charset=utf-8"
            })
    void keepsTheBytesOfAnyType(String type) {
        String item = item();
        Buffer bytes =
                Buffer.buffer(new JsonArray(IntStream.range(0, 3000).boxed().toList()).encode());
        IntStream.range(0, 256).forEach(one -> bytes.appendByte((byte) one));
        TestCall call = lab.writingAs("bert", SITE);
        TestCall.Answer added = (type.isEmpty() ? call : call.header("Content-Type", type))
                .send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='all.bin')", bytes);
        lab.stop();
        lab.start();
        TestCall.Answer value = lab.as("bert").get(item + "/AttachmentFiles('all.bin')/$value");

        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(value.bytes()).isEqualTo(bytes);
    }

    @Test
    void showsAnAttachmentAsTheProduct() {
        String item = item("Show it");
        JsonObject added = attach("bert", item, "it's Ä.txt", TEXT).json().getJsonObject("d");
        String id = got(LISTS + "/getbytitle('Show%20it')").getString("Id");
        JsonObject light = lab.as("bert")
                .header("Accept", "application/json")
                .get(item + "/AttachmentFiles")
                .json();

        assertThat(added.getJsonObject("__metadata").getString("type")).isEqualTo("SP.Attachment");
        assertThat(added.getJsonObject("__metadata").getString("id"))
                .isEqualTo(SharePointLab.SALES + "/_api/Web/Lists(guid'" + id
                        + "')/Items(1)/AttachmentFiles('it''s Ä.txt')");
        assertThat(added.getString("ServerRelativeUrl")).isEqualTo(SITE + "/Lists/Show it/Attachments/1/it's Ä.txt");
        assertThat(light.getString("odata.metadata")).endsWith("/_api/$metadata#SP.ApiData.Attachments");
        assertThat(light.getJsonArray("value").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("odata.type", "SP.Attachment")
                        .put("odata.id", added.getJsonObject("__metadata").getString("id"))
                        .put("odata.editLink", "Web/Lists(guid'" + id + "')/Items(1)/AttachmentFiles('it''s Ä.txt')")
                        .put("FileName", "it's Ä.txt")
                        .put("FileNameAsPath", new JsonObject().put("DecodedUrl", "it's Ä.txt"))
                        .put(
                                "ServerRelativePath",
                                new JsonObject().put("DecodedUrl", added.getString("ServerRelativeUrl")))
                        .put("ServerRelativeUrl", added.getString("ServerRelativeUrl")));
        for (String address : List.of(
                "('it''s%20%C3%84.txt')",
                "/getByFileName('IT''S%20%C3%84.TXT')", "/getByFileNameAsPath(DecodedUrl='it''s%20%C3%84.txt')")) {
            assertThat(got(item + "/AttachmentFiles" + address).getString("FileName"))
                    .as(address)
                    .isEqualTo("it's Ä.txt");
        }
    }

    @Test
    void anItemShowsItsAttachmentsWhereAQuerySaysSo() {
        String item = item("Queries");
        String items = item.replace("(1)", "");
        lab.writingAs("bert", SITE).post(items, new JsonObject().put("Title", "without"));
        List.of("b.txt", "a.txt", "c.txt").forEach(name -> attach("bert", item, name, TEXT));

        assertThat(names(item + "/AttachmentFiles")).containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(names(item + "/AttachmentFiles?$filter=" + encoded("FileName ne 'b.txt'") + "&$orderby="
                        + encoded("FileName desc") + "&$top=1&$select=FileName"))
                .containsExactly("c.txt");
        assertThat(got(item).getBoolean("Attachments")).isTrue();
        assertThat(got(item).containsKey("AttachmentFiles")).isFalse();
        JsonArray shown = got(items + "?$select=Title,AttachmentFiles/FileName&$expand=AttachmentFiles")
                .getJsonArray("results");
        assertThat(names(shown.getJsonObject(0).getJsonObject("AttachmentFiles")))
                .containsExactly("a.txt", "b.txt", "c.txt");
        assertThat(shown.getJsonObject(0)
                        .getJsonObject("AttachmentFiles")
                        .getJsonArray("results")
                        .getJsonObject(0)
                        .fieldNames())
                .containsExactly("__metadata", "FileName");
        assertThat(names(shown.getJsonObject(1).getJsonObject("AttachmentFiles")))
                .isEmpty();
        assertThat(lab.as("bert")
                        .header("Accept", "application/json;odata=nometadata")
                        .get(item + "?$expand=AttachmentFiles")
                        .json()
                        .getJsonArray("AttachmentFiles"))
                .hasSize(3);
        for (String filter : List.of("Attachments eq 1", "Attachments eq true", "Attachments ne 0")) {
            assertThat(got(items + "?$filter=" + encoded(filter)).getJsonArray("results"))
                    .as(filter)
                    .hasSize(1);
        }
        assertThat(error(lab.as("bert").get(items + "(2)?$select=AttachmentFiles/Size&$expand=AttachmentFiles")))
                .isEqualTo("400 -1, Microsoft.SharePoint.Client.InvalidClientQueryException");
        assertThat(got(LISTS + "/getbytitle('Queries')/fields/getbytitle('Attachments')")
                        .getInteger("FieldTypeKind"))
                .isEqualTo(19);
    }

    /** A change needs no IF-MATCH, because a file has no ETag of its own. */
    @Test
    void replacesAndDeletesAFile() {
        String item = item();
        attach("bert", item, "a.txt", TEXT);
        attach("bert", item, "b.txt", TEXT);
        TestCall.Answer replaced = changed(item + "/AttachmentFiles('A.txt')/$value", "PUT", Buffer.buffer("New"));
        TestCall.Answer deleted = changed(item + "/AttachmentFiles('a.txt')", "DELETE", Buffer.buffer());

        assertThat(replaced.status()).as(replaced.body()).isEqualTo(204);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(names(item + "/AttachmentFiles")).containsExactly("b.txt");
        assertThat(lab.writingAs("bert", SITE)
                        .post(item + "/AttachmentFiles('b.txt')/deleteObject", new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(got(item).getBoolean("Attachments")).isFalse();
    }

    @Test
    void aReplacedFileHasTheNewBytes() {
        String item = item();
        attach("bert", item, "a.txt", TEXT);
        changed(item + "/AttachmentFiles('a.txt')/$value", "PUT", Buffer.buffer("New"));

        assertThat(lab.as("bert").get(item + "/AttachmentFiles('a.txt')/$value").body())
                .isEqualTo("New");
    }

    /** A browser that opens the address downloads the file and shows nothing of it. */
    @Test
    void noFileIsAPageOfTheServer() {
        String item = item("Pages");
        attach("bert", item, "Ä page.html", Buffer.buffer("<script>alert(1)</script>"));

        for (String address : List.of(
                item + "/AttachmentFiles('%C3%84%20page.html')/$value",
                SITE + "/Lists/Pages/Attachments/1/%C3%84%20page.html")) {
            TestCall.Answer answer = lab.as("bert").get(address);
            assertThat(answer.body()).isEqualTo("<script>alert(1)</script>");
            assertThat(answer.headers().get("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.headers().get("X-Download-Options")).isEqualTo("noopen");
            assertThat(answer.headers().get("Content-Disposition"))
                    .isEqualTo("attachment; filename*=UTF-8''%C3%84%20page.html");
        }
    }

    @Test
    void aFileHasAnAddressOfItsOwn() {
        String item = item("Own address");
        attach("bert", item, "it's.txt", TEXT);
        String address = SITE + "/Lists/Own%20address/Attachments/1/";

        assertThat(lab.as("bert").get(address + "it's.txt").body()).isEqualTo("Content");
        assertThat(lab.as("bert").get(address + "it%27s.txt").body()).isEqualTo("Content");
        assertThat(lab.as("carla").get(address + "it's.txt").status()).isEqualTo(403);
        assertThat(lab.call().get(address + "it's.txt").status()).isEqualTo(401);
        for (String missing : List.of(
                address + "b.txt",
                address.replace("/1/", "/2/") + "it's.txt",
                SITE + "/Lists/None/Attachments/1/it's.txt",
                address + "x'%20or%20'it's.txt",
                "/sites/none/Lists/Own%20address/Attachments/1/it's.txt")) {
            assertThat(lab.as("bert").get(missing).status()).as(missing).isEqualTo(404);
        }
        TestCall.Answer put = lab.writingAs("bert", SITE).send(HttpMethod.PUT, address + "it's.txt", "{}");
        assertThat(put.body()).contains("not_supported");
        assertThat(lab.as("bert").get(address + "it's.txt").body()).isEqualTo("Content");
    }

    /** The names that SharePoint Server 2013 does not permit. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                 | -2130575245, Microsoft.SharePoint.SPException
            ` `                | -2130575245, Microsoft.SharePoint.SPException
            `a.txt `           | -2130575245, Microsoft.SharePoint.SPException
            .a                 | -2130575245, Microsoft.SharePoint.SPException
            a.                 | -2130575245, Microsoft.SharePoint.SPException
            ..                 | -2130575245, Microsoft.SharePoint.SPException
            a..txt             | -2130575245, Microsoft.SharePoint.SPException
            ../a.txt           | -2130575245, Microsoft.SharePoint.SPException
            a/b.txt            | -2130575245, Microsoft.SharePoint.SPException
            a\\b.txt           | -2130575245, Microsoft.SharePoint.SPException
            a:b.txt            | -2130575245, Microsoft.SharePoint.SPException
            a*.txt             | -2130575245, Microsoft.SharePoint.SPException
            a?.txt             | -2130575245, Microsoft.SharePoint.SPException
            a"b.txt            | -2130575245, Microsoft.SharePoint.SPException
            a<b>.txt           | -2130575245, Microsoft.SharePoint.SPException
            `a|b.txt`          | -2130575245, Microsoft.SharePoint.SPException
            a#b.txt            | -2130575245, Microsoft.SharePoint.SPException
            a%20b.txt          | -2130575245, Microsoft.SharePoint.SPException
            a&b.txt            | -2130575245, Microsoft.SharePoint.SPException
            a{b}.txt           | -2130575245, Microsoft.SharePoint.SPException
            ~a.txt             | -2130575245, Microsoft.SharePoint.SPException
            LONG               | -2147024690, System.IO.PathTooLongException
            """)
    void refusesNames(String name, String code) {
        String item = item();
        String expected = name.equals("LONG") ? "x".repeat(125) + ".txt" : name;

        assertThat(error(attach("bert", item, expected, TEXT))).isEqualTo("400 " + code);
        assertThat(names(item + "/AttachmentFiles")).isEmpty();
    }

    @Test
    void takesTheLongestNameAndTheLongestPath() {
        String item = item();

        assertThat(attach("bert", item, "x".repeat(124) + ".txt", TEXT).status())
                .isEqualTo(200);
        String long32 = item("y".repeat(32));
        String path = SITE.substring(1) + "/Lists/" + "Y" + "y".repeat(31) + "/Attachments/1/";
        assertThat(path.length() + 128).isLessThan(260);
        assertThat(attach("bert", long32, "x".repeat(128), TEXT).status()).isEqualTo(200);
    }

    @Test
    void refusesAsTheProduct() {
        String item = item();
        attach("bert", item, "a.txt", TEXT);
        String add = item + "/AttachmentFiles/add";
        String none = item + "/AttachmentFiles('none.txt')";

        assertThat(error(attach("bert", item, "A.TXT", Buffer.buffer("x")))).isEqualTo(EXISTS);
        assertThat(lab.as("bert").get(item + "/AttachmentFiles('a.txt')/$value").body())
                .isEqualTo("Content");
        assertThat(error(attach("bert", item, "empty.txt", Buffer.buffer())))
                .isEqualTo("400 -2147024883, Microsoft.SharePoint.SPException");
        assertThat(error(changed(item + "/AttachmentFiles('a.txt')/$value", "PUT", Buffer.buffer())))
                .isEqualTo("400 -2147024883, Microsoft.SharePoint.SPException");
        for (String missing : List.of(none, none + "/$value")) {
            assertThat(error(lab.as("bert").get(missing))).as(missing).isEqualTo(MISSING);
        }
        assertThat(error(changed(none, "DELETE", Buffer.buffer()))).isEqualTo(MISSING);
        assertThat(error(changed(none + "/$value", "PUT", TEXT))).isEqualTo(MISSING);
        assertThat(error(changed(none + "/recycleObject", "DELETE", Buffer.buffer())))
                .isEqualTo(MISSING);
        assertThat(error(lab.writingAs("bert", SITE).send(HttpMethod.POST, add, TEXT)))
                .isEqualTo("400 -2147024809, System.ArgumentException");
        assertThat(error(attach("bert", item.replace("(1)", "(99)"), "a.txt", TEXT)))
                .isEqualTo("404 -2130575338, System.ArgumentException");
        assertThat(error(lab.as("bert").get(item.replace("(1)", "(99)") + "/AttachmentFiles")))
                .isEqualTo("404 -2130575338, System.ArgumentException");
        assertThat(error(lab.writingAs("bert", SITE)
                        .header("IF-MATCH", "\"1\"")
                        .header("X-HTTP-Method", "DELETE")
                        .send(HttpMethod.POST, item + "/AttachmentFiles('a.txt')", "")))
                .isEqualTo("412 -1, Microsoft.SharePoint.Client.ClientServiceException");
        assertThat(names(item + "/AttachmentFiles")).containsExactly("a.txt");
    }

    @Test
    void aListCanPermitNoAttachments() {
        String item = item("Closed");
        String list = LISTS + "/getbytitle('Closed')";
        attach("bert", item, "before.txt", TEXT);
        assertThat(got(list).getBoolean("EnableAttachments")).isTrue();
        enable(list, false);

        assertThat(got(list).getBoolean("EnableAttachments")).isFalse();
        assertThat(error(attach("bert", item, "a.txt", TEXT))).isEqualTo("400 -2147024809, System.ArgumentException");
        assertThat(names(item + "/AttachmentFiles")).containsExactly("before.txt");
        enable(list, true);
        assertThat(attach("bert", item, "a.txt", TEXT).status()).isEqualTo(200);
    }

    @Test
    void aChangeOfAFileIsAChangeOfItsItem() {
        String item = item("Versions");
        String made = got(item).getString("Modified");
        int editor = got(item).getInteger("EditorId");
        lab.clock.advance(Duration.ofSeconds(5));
        attach("bert", item, "a.txt", TEXT);

        assertThat(etag(item)).isEqualTo("\"2\"");
        assertThat(got(item).getString("Modified")).isGreaterThan(made);
        assertThat(got(item).getString("Created")).isEqualTo(made);
        assertThat(got(item).getInteger("EditorId")).isNotEqualTo(editor);
        changed(item + "/AttachmentFiles('a.txt')/$value", "PUT", TEXT);
        assertThat(etag(item)).isEqualTo("\"3\"");
        changed(item + "/AttachmentFiles('a.txt')", "DELETE", Buffer.buffer());
        assertThat(etag(item)).isEqualTo("\"4\"");
        error(attach("bert", item, "..", TEXT));
        error(changed(item + "/AttachmentFiles('a.txt')", "DELETE", Buffer.buffer()));
        assertThat(etag(item)).isEqualTo("\"4\"");
        JsonObject query = new JsonObject().put("Item", true).put("Update", true);
        JsonArray log = lab.writingAs("bert", SITE)
                .post(LISTS + "/getbytitle('Versions')/getchanges", new JsonObject().put("query", query))
                .json()
                .getJsonObject("d")
                .getJsonArray("results");
        assertThat(log).hasSize(3);
    }

    @Test
    void aRecycledFileComesBack() {
        String item = item("Bin of files");
        attach("bert", item, "a.txt", TEXT);
        assertThat(changed(item + "/AttachmentFiles('a.txt')/recycleObject", "DELETE", Buffer.buffer())
                        .status())
                .isEqualTo(200);
        JsonObject deleted = deleted("a.txt");

        assertThat(names(item + "/AttachmentFiles")).isEmpty();
        assertThat(got(item).getBoolean("Attachments")).isFalse();
        assertThat(error(lab.as("bert").get(item + "/AttachmentFiles('a.txt')/$value")))
                .isEqualTo(MISSING);
        assertThat(deleted.getInteger("ItemType")).isEqualTo(7);
        assertThat(deleted.getString("DirName")).isEqualTo("Bin of files");
        attach("bert", item, "A.txt", Buffer.buffer("Another"));
        assertThat(error(bin(deleted, "restore()"))).isEqualTo(EXISTS);
        changed(item + "/AttachmentFiles('a.txt')", "DELETE", Buffer.buffer());
        assertThat(bin(deleted, "restore()").status()).isEqualTo(200);
        assertThat(lab.as("bert").get(item + "/AttachmentFiles('a.txt')/$value").body())
                .isEqualTo("Content");
        assertThat(etag(item)).isEqualTo("\"6\"");
        lab.writingAs("bert", SITE).post(item + "/AttachmentFiles('a.txt')/recycleObject", new JsonObject());
        assertThat(bin(deleted("a.txt"), "deleteObject()").status()).isEqualTo(200);
        assertThat(got(SITE + "/_api/web/recyclebin").getJsonArray("results").stream()
                        .map(one -> ((JsonObject) one).getString("Title")))
                .doesNotContain("a.txt");
    }

    @Test
    void anItemTakesItsFilesAlong() {
        String item = item("Along");
        attach("bert", item, "along.txt", TEXT);
        attach("bert", item, "earlier.txt", TEXT);
        changed(item + "/AttachmentFiles('earlier.txt')/recycleObject", "POST", Buffer.buffer());
        lab.writingAs("bert", SITE).post(item + "/recycle", new JsonObject());

        assertThat(error(lab.as("bert").get(item + "/AttachmentFiles")))
                .isEqualTo("404 -2130575338, System.ArgumentException");
        assertThat(lab.as("bert")
                        .get(SITE + "/Lists/Along/Attachments/1/along.txt")
                        .status())
                .isEqualTo(404);
        assertThat(got(SITE + "/_api/web/recyclebin").getJsonArray("results").stream()
                        .map(one -> ((JsonObject) one).getString("Title")))
                .contains("Item of Along")
                .doesNotContain("along.txt", "earlier.txt");
        bin(deleted("Item of Along"), "restore()");
        assertThat(names(item + "/AttachmentFiles")).containsExactly("along.txt");
        changed(item, "DELETE", Buffer.buffer());
        lab.writingAs("bert", SITE).post(LISTS + "/getbytitle('Along')/items", new JsonObject().put("Title", "next"));
        assertThat(names(item.replace("(1)", "(2)") + "/AttachmentFiles")).isEmpty();
        assertThat(rows("Along")).isZero();
    }

    @Test
    void aDeletedListRemovesItsFiles() {
        String item = item("Deleted list");
        attach("bert", item, "a.txt", TEXT);
        assertThat(rows("Deleted list")).isEqualTo(1);
        String id = got(LISTS + "/getbytitle('Deleted%20list')").getString("Id");
        lab.writingAs("anna", SITE)
                .header("X-HTTP-Method", "DELETE")
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, LISTS + "('" + id + "')", "");

        assertThat(lab.count("SELECT COUNT(*) FROM list_attachments WHERE list_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void anEventHasAttachmentsToo() {
        String events = LISTS + "/getbytitle('Calendar')/items";
        int number = lab.writingAs("bert", SITE)
                .post(
                        events,
                        new JsonObject()
                                .put("Title", "Event")
                                .put("EventDate", "2036-02-02T10:00:00Z")
                                .put("EndDate", "2036-02-02T11:00:00Z"))
                .json()
                .getJsonObject("d")
                .getInteger("Id");
        attach("bert", events + "(" + number + ")", "agenda.txt", TEXT);

        assertThat(lab.as("bert")
                        .get(SITE + "/Lists/Calendar/Attachments/" + number + "/agenda.txt")
                        .body())
                .isEqualTo("Content");
    }

    @Test
    void anItemOfASubWebHasAttachmentsToo() {
        JsonObject expected =
                new JsonObject().put("Title", "Sub").put("Url", "Sub").put("WebTemplate", "STS#0");
        lab.writingAs("anna", SITE).post(SITE + "/_api/web/webs/add", new JsonObject().put("parameters", expected));
        String web = SITE + "/sub";
        String items = web + "/_api/web/lists/getbytitle('Announcements')/items";
        lab.writingAs("anna", web).post(items, new JsonObject().put("Title", "x"));
        TestCall.Answer added = lab.writingAs("anna", web)
                .header("Content-Type", "text/plain")
                .send(HttpMethod.POST, items + "(1)/AttachmentFiles/add(FileName='a.txt')", TEXT);
        assertThat(added.status()).as(added.body()).isEqualTo(200);
        String address = added.json().getJsonObject("d").getString("ServerRelativeUrl");

        assertThat(address).isEqualToIgnoringCase(web + "/Lists/Announcements/Attachments/1/a.txt");
        assertThat(lab.as("anna").get(address).body()).isEqualTo("Content");
        assertThat(lab.as("carla").get(address).status()).isEqualTo(404);
    }

    @Test
    void needsTheRightAndTheFormDigest() {
        String item = item();
        attach("bert", item, "a.txt", TEXT);
        String file = item + "/AttachmentFiles('a.txt')";

        for (TestCall.Answer answer : List.of(
                lab.as("carla").get(item + "/AttachmentFiles"),
                lab.as("carla").get(file + "/$value"),
                lab.as("carla").send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='b.txt')", TEXT))) {
            assertThat(error(answer)).isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
        }
        for (TestCall.Answer answer : List.of(
                lab.as("bert").send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='b.txt')", TEXT),
                lab.as("bert").header("X-HTTP-Method", "PUT").send(HttpMethod.POST, file + "/$value", TEXT),
                lab.as("bert").send(HttpMethod.POST, file + "/recycleObject", ""),
                lab.as("bert").send(HttpMethod.DELETE, file, ""))) {
            assertThat(error(answer)).isEqualTo("403 -2130575251, Microsoft.SharePoint.SPException");
        }
        assertThat(names(item + "/AttachmentFiles")).containsExactly("a.txt");
    }

    @Test
    void whoReadsDoesNotChange() {
        String site = "/sites/readers";
        lab.cmdlet("New-SPSite", "Url", SharePointLab.ROOT + site, "OwnerAlias", "contoso\\anna", "Name", "Readers");
        lab.cmdlet(
                "New-SPUser",
                "UserAlias",
                "carla@contoso.com",
                "Web",
                SharePointLab.ROOT + site,
                "PermissionLevel",
                "Read");
        String item = site + "/_api/web/lists/getbytitle('Announcements')/items(1)";
        lab.writingAs("anna", site).post(item.replace("(1)", ""), new JsonObject().put("Title", "x"));
        lab.writingAs("anna", site).send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='a.txt')", TEXT);
        String file = item + "/AttachmentFiles('a.txt')";

        assertThat(lab.as("carla").get(file + "/$value").body()).isEqualTo("Content");
        for (TestCall.Answer answer : List.of(
                lab.writingAs("carla", site)
                        .send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='b.txt')", TEXT),
                lab.writingAs("carla", site).send(HttpMethod.PUT, file + "/$value", TEXT),
                lab.writingAs("carla", site).send(HttpMethod.POST, file + "/recycleObject", ""),
                lab.writingAs("carla", site).send(HttpMethod.DELETE, file, ""))) {
            assertThat(error(answer)).isEqualTo("403 -2147024891, System.UnauthorizedAccessException");
        }
    }

    /** Only the bodies of files have any type, and other sites cannot send even those. */
    @Test
    void aPageOfAnotherSiteCannotSendAFile() {
        String item = item();
        String add = item + "/AttachmentFiles/add(FileName='b.txt')";

        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            assertThat(lab.writingAs("bert", SITE)
                            .header("Content-Type", type)
                            .send(HttpMethod.POST, item.replace("(1)", ""), TEXT)
                            .status())
                    .as("%s for an item", type)
                    .isEqualTo(415);
            // A browser that says nothing of the site: a form cannot have the digest.
            assertThat(error(lab.as("bert").header("Content-Type", type).send(HttpMethod.POST, add, TEXT)))
                    .isEqualTo("403 -2130575251, Microsoft.SharePoint.SPException");
        }
        for (String[] field :
                new String[][] {{"Origin", "https://attacker.example"}, {"Sec-Fetch-Site", "cross-site"}}) {
            TestCall.Answer answer =
                    lab.writingAs("bert", SITE).header(field[0], field[1]).send(HttpMethod.POST, add, TEXT);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(lab.hops().get(lab.hops().size() - 1).getString("rule")).isEqualTo("A12");
        }
        // Addresses that only contain the words are no files.
        for (String address : List.of(
                LISTS + "/getbytitle('attachmentfiles/add(')/items",
                item + "/AttachmentFiles('a')/recycleObject",
                LISTS + "?x=/items(1)/AttachmentFiles/add(FileName='b.txt')")) {
            assertThat(lab.writingAs("bert", SITE)
                            .header("Content-Type", "text/plain")
                            .send(HttpMethod.POST, address, TEXT)
                            .status())
                    .as(address)
                    .isEqualTo(415);
        }
        assertThat(names(item + "/AttachmentFiles")).isEmpty();
    }

    @Test
    void aFileMayBeLargerThanOtherBodies() {
        String item = item();
        Buffer large = Buffer.buffer(new byte[2 << 20]);

        assertThat(attach("bert", item, "large.bin", large).status()).isEqualTo(200);
        assertThat(lab.as("bert")
                        .get(item + "/AttachmentFiles('large.bin')/$value")
                        .bytes())
                .isEqualTo(large);
        assertThat(attach("bert", item, "largest.bin", Buffer.buffer(new byte[32 << 20]))
                        .status())
                .isEqualTo(200);
        String tooLarge = item + "/AttachmentFiles/add(FileName='too-large.bin')";
        assertThat(lab.as("bert").announce(HttpMethod.POST, tooLarge, (32 << 20) + 1))
                .isEqualTo(413);
        assertThat(lab.as("bert")
                        .header("Content-Type", "application/json")
                        .announce(HttpMethod.POST, item.replace("(1)", ""), (1 << 20) + 1))
                .isEqualTo(413);
    }

    @Test
    void aPartOfABatchMayBeAFile() {
        String item = item();
        Buffer bytes = Buffer.buffer(" \r\n");
        IntStream.range(0, 256).forEach(one -> bytes.appendByte((byte) one));
        bytes.appendString("\n ");
        Buffer batch = Buffer.buffer("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n"
                        + "Content-Type: application/http\r\n\r\nPOST " + SharePointLab.ROOT + item
                        + "/AttachmentFiles/add(FileName='Ä.bin') HTTP/1.1\r\nAccept: application/json\r\n\r\n")
                .appendBuffer(bytes)
                .appendString("\r\n--c\r\nContent-Type: application/http\r\n\r\nPOST " + item
                        + "/AttachmentFiles/add(FileName='a%09b.bin') HTTP/1.1\r\n\r\nx\r\n--c--\r\n--b--\r\n");
        TestCall.Answer answer = lab.writingAs("bert", SITE)
                .header("Content-Type", "multipart/mixed; boundary=b")
                .send(HttpMethod.POST, SITE + "/_api/$batch", batch);

        assertThat(answer.body()).contains("HTTP/1.1 200 OK", "Ä.bin", "-2130575245, Microsoft");
        assertThat(lab.as("bert")
                        .get(item + "/AttachmentFiles('%C3%84.bin')/$value")
                        .bytes())
                .isEqualTo(bytes);
    }

    /** The address of an item of bert in a new list of anna. */
    private String item() {
        return item("Files " + ++made);
    }

    private String item(String title) {
        lab.writingAs("anna", SITE).post(LISTS, new JsonObject().put("Title", title));
        String items = LISTS + "/getbytitle('" + title.replace(" ", "%20") + "')/items";
        TestCall.Answer answer =
                lab.writingAs("anna", SITE).post(items, new JsonObject().put("Title", "Item of " + title));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return items + "(1)";
    }

    private TestCall.Answer attach(String who, String item, String name, Buffer content) {
        String quoted = encoded(name.replace("'", "''")).replace("+", "%20");
        return lab.writingAs(who, SITE)
                .send(HttpMethod.POST, item + "/AttachmentFiles/add(FileName='" + quoted + "')", content);
    }

    private TestCall.Answer changed(String address, String method, Buffer content) {
        return lab.writingAs("bert", SITE)
                .header("X-HTTP-Method", method)
                .header("IF-MATCH", "*")
                .send(HttpMethod.POST, address, content);
    }

    private void enable(String list, boolean enabled) {
        TestCall.Answer answer = lab.writingAs("anna", SITE)
                .header("X-HTTP-Method", "MERGE")
                .header("IF-MATCH", "*")
                .post(list, new JsonObject().put("EnableAttachments", enabled));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private JsonObject deleted(String title) {
        return (JsonObject) got(SITE + "/_api/web/recyclebin").getJsonArray("results").stream()
                .filter(one -> ((JsonObject) one).getString("Title").equals(title))
                .findFirst()
                .orElseThrow();
    }

    private TestCall.Answer bin(JsonObject deleted, String function) {
        return lab.writingAs("anna", SITE)
                .post(SITE + "/_api/web/recyclebin('" + deleted.getString("Id") + "')/" + function, new JsonObject());
    }

    private long rows(String list) {
        return lab.count("SELECT COUNT(*) FROM list_attachments a JOIN lists l ON l.id = a.list_id WHERE l.title = '"
                + list + "'");
    }

    private String etag(String item) {
        return got(item).getJsonObject("__metadata").getString("etag");
    }

    private JsonObject got(String address) {
        TestCall.Answer answer = lab.as("bert").get(address);
        assertThat(answer.status()).as(address + " " + answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("d");
    }

    private List<String> names(String address) {
        return names(got(address));
    }

    private static List<String> names(JsonObject collection) {
        return collection.getJsonArray("results").stream()
                .map(one -> ((JsonObject) one).getString("FileName"))
                .toList();
    }

    private static String error(TestCall.Answer answer) {
        return answer.status() + " " + answer.json().getJsonObject("error").getString("code");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
