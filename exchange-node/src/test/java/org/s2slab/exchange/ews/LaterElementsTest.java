package org.s2slab.exchange.ews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.testing.Requirements;

/** What only versions after Exchange 2013 SP1 have, this server does not know: each name alone violates the schema. */
class LaterElementsTest {
    private static final String ENVELOPE = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" \
            xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><soap:Body>%s</soap:Body></soap:Envelope>""";

    private final RequestSchema schema = new RequestSchema();

    private RequestSchema.Parsed read(String body) {
        return schema.read(ENVELOPE.formatted(body).getBytes(UTF_8));
    }

    private String violation(String body) {
        EwsFault fault = catchThrowableOfType(EwsFault.class, () -> read(body).requireValid());
        assertThat(fault).as(body).isNotNull();
        assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation);
        return Objects.requireNonNull(fault.details().get("Violation"));
    }

    private static String create(String item) {
        return "<m:CreateItem><m:Items>" + item + "</m:Items></m:CreateItem>";
    }

    private void refuses(String kind, String element) {
        assertThat(violation(create("<t:" + kind + "><t:" + element + "/></t:" + kind + ">")))
                .contains("Invalid content", element);
    }

    /** The way to ask is right: what the version has passes in the same place. */
    @Test
    void acceptsWhatTheVersionHas() {
        for (String item : new String[] {"Contact", "Message"}) {
            assertThatCode(() -> read(create("<t:" + item + "><t:Subject/></t:" + item + ">"))
                            .requireValid())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BirthdayLocal",
                "WeddingAnniversaryLocal",
                "AccountName",
                "IsAutoUpdateDisabled",
                "Comment",
                "ContactType",
                "Gender",
                "ObjectId",
                "PersonId",
                "SourceId",
                "Urls",
                "Cid",
                "SkypeAuthCertificate",
                "SkypeId",
                "YomiNickname",
                "DisplayNamePrefix",
                "YomiGivenName",
                "YomiSurname",
                "PersonalNotes",
                "ExchangePersonIdGuid"
            })
    @Requirements(
            "CONT R12750101 R12750103 R1275003 R1275005 R1275007 R1275011 R1275013 R1275017 R1275021 R1275025 R1275031 R1275033"
                    + " R1275035 R1275039 R1275043 R1275115 R1275117 R1275119 R1275121 R336003")
    void ofContacts(String element) {
        refuses("Contact", element);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MimeContentUTF8",
                "SearchKey",
                "SortKey",
                "Hashtags",
                "Mentions",
                "MentionedMe",
                "PendingSocialActivityTagIds"
            })
    @Requirements("CORE R2918 R2920 R2922 R2924 R2926 R2928 R2930")
    void ofItems(String element) {
        refuses("Message", element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SourceId", "AccountName"})
    @Requirements("CONT R1275077 R1275079")
    void ofContactsFolders(String element) {
        assertThat(violation(
                        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"contacts\"/></m:ParentFolderId>"
                                + "<m:Folders><t:ContactsFolder><t:" + element
                                + "/></t:ContactsFolder></m:Folders></m:CreateFolder>"))
                .contains("Invalid content", element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ReplicaList"})
    @Requirements("FOLD R840611")
    void ofFolders(String element) {
        assertThat(violation(
                        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"inbox\"/></m:ParentFolderId>"
                                + "<m:Folders><t:Folder><t:DisplayName>x</t:DisplayName><t:" + element
                                + "/></t:Folder></m:Folders></m:CreateFolder>"))
                .contains("Invalid content", element);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AbchPersonItemType",
                "AbchEmailAddressDictionaryEntryType",
                "AbchEmailAddressDictionaryType",
                "AbchPersonContactHandle",
                "ArrayOfAbchPersonContactHandlesType",
                "ContactUrlDictionaryEntryType",
                "ContactUrlDictionaryType",
                "AbchEmailAddressTypeType",
                "ContactUrlKeyType"
            })
    @Requirements("CONT R336001 R1275067 R1275069 R1275071 R1275073 R1275081 R1275083 R1275091 R1275093")
    void types(String type) {
        assertThat(violation(create("<t:Contact xsi:type=\"t:" + type + "\"/>")))
                .contains("Cannot resolve", type);
    }

    @ParameterizedTest
    @CsvSource({"BusinessMobile", "IPPhone"})
    @Requirements("CONT R1275105 R1275107")
    void keysOfPhoneNumbers(String key) {
        assertThat(violation(create("<t:Contact><t:PhoneNumbers><t:Entry Key=\"" + key
                        + "\">1</t:Entry></t:PhoneNumbers></t:Contact>")))
                .contains("enumeration", key);
    }

    @Test
    @Requirements("CORE R124b R122b")
    void holdsPropertySetsAndTagsToTheirPatterns() {
        String path =
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:ExtendedFieldURI %s"
                        + " PropertyType=\"String\"/></t:AdditionalProperties></m:ItemShape><m:ItemIds><t:ItemId Id=\"a\"/></m:ItemIds></m:GetItem>";
        assertThatCode(() -> read(path.formatted(
                                "PropertySetId=\"00062004-0000-0000-C000-000000000046\" PropertyId=\"1\""))
                        .requireValid())
                .doesNotThrowAnyException();
        assertThatCode(() -> read(path.formatted("PropertyTag=\"0x3A45\"")).requireValid())
                .doesNotThrowAnyException();
        assertThat(violation(path.formatted("PropertySetId=\"00062004-0000-0000-C000\" PropertyId=\"1\"")))
                .contains("pattern");
        assertThat(violation(path.formatted("PropertyTag=\"0xZZ\""))).isNotEmpty();
    }
}
