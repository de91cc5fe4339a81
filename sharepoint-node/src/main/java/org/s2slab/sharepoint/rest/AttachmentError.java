package org.s2slab.sharepoint.rest;

/** SharePoint's errors for the files that are attached to items. */
final class AttachmentError {
    private AttachmentError() {}

    static RestError exists() {
        return RestError.file(
                -2130575257,
                "Microsoft.SharePoint.SPException",
                "The specified name is already in use.\n\nThe document or folder name was not changed.  To change the name"
                        + " to a different value, close this dialog and edit the properties of the document or folder.");
    }

    static RestError name(String name) {
        return RestError.file(
                -2130575245,
                "Microsoft.SharePoint.SPException",
                "The file or folder name \"" + name + "\" contains characters that are not permitted.  Please use a"
                        + " different name.");
    }

    static RestError nameTooLong(int path, int most) {
        return RestError.file(
                -2147024690,
                "System.IO.PathTooLongException",
                "The specified file or folder name is too long. The URL path for all files and folders must be " + path
                        + " characters or less (and no more than " + most
                        + " characters for any single file or folder name in the URL). Please type a shorter file or"
                        + " folder name.");
    }

    /** The error for a file without content, as in the protocol of list attachments ([MS-LISTSWS], AddAttachment). */
    static RestError empty() {
        return RestError.file(-2147024883, "Microsoft.SharePoint.SPException", "The data is invalid.");
    }

    static RestError missing() {
        return RestError.file(
                -2146233086,
                "System.ArgumentOutOfRangeException",
                "Specified argument was out of the range of valid values.\r\nParameter name: fileName");
    }
}
