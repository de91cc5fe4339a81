// The examples of node-ews' documentation, and the same way of calling for the other operations of a mail program.
const EWS = require('node-ews');
const { DOMParser, XMLSerializer } = require('@xmldom/xmldom');
const fs = require('node:fs');
const { step, same, isTrue, errorOf, refused, run } = require('./board.js');

const host = process.env.LAB_EXCHANGE;
const password = process.env.LAB_PASSWORD;
const config = (name, more) => ({ username: `${name}@contoso.com`, password, host, auth: 'basic', ...more });
const anna = () => new EWS(config('anna'));
const bert = () => new EWS(config('bert'));
const list = (value) => (value === undefined || value === null ? [] : [].concat(value));
const message = (answer, operation) => {
  const [first] = list(answer.ResponseMessages[`${operation}ResponseMessage`]);
  same([first.attributes.ResponseClass, first.ResponseCode], ['Success', 'NoError']);
  return first;
};
const distinguished = (id) => ({ DistinguishedFolderId: { attributes: { Id: id } } });
const mail = (subject, disposition, to = 'bert@contoso.com') => ({
  attributes: { MessageDisposition: disposition },
  SavedItemFolderId: distinguished(disposition === 'SaveOnly' ? 'drafts' : 'sentitems'),
  Items: {
    Message: {
      ItemClass: 'IPM.Note',
      Subject: subject,
      Body: { attributes: { BodyType: 'Text' }, $value: 'This is a test email' },
      ToRecipients: { Mailbox: { EmailAddress: to } },
      IsRead: 'false',
    },
  },
});
const find = async (ews, folder, subject) => {
  const answer = await ews.run('FindItem', {
    attributes: { Traversal: 'Shallow' },
    ItemShape: { BaseShape: 'Default' },
    // node-soap knows no substitution groups, so the namespace is named as its documentation says.
    Restriction: {
      't:IsEqualTo': {
        't:FieldURI': { attributes: { FieldURI: 'item:Subject' } },
        't:FieldURIOrConstant': { 't:Constant': { attributes: { Value: subject } } },
      },
    },
    ParentFolderIds: distinguished(folder),
  });
  return list(message(answer, 'FindItem').RootFolder.Items?.Message);
};
const draft = async (subject) => message(await anna().run('CreateItem', mail(subject, 'SaveOnly')), 'CreateItem').Items.Message.ItemId.attributes;
const get = async (id, shape = 'AllProperties') => {
  const answer = await anna().run('GetItem', { ItemShape: { BaseShape: shape }, ItemIds: { ItemId: { attributes: id } } });
  return message(answer, 'GetItem').Items;
};

step('example 1: the members of a distribution list', async () => {
  const answer = await anna().run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } });
  const members = list(message(answer, 'ExpandDL').DLExpansion.Mailbox).map((one) => one.EmailAddress);
  isTrue(members.includes('anna@contoso.com'), 'Anna is a member');
});

step('example 2: set out of office', async () => {
  const answer = await anna().run('SetUserOofSettings', {
    Mailbox: { Address: 'anna@contoso.com' },
    UserOofSettings: {
      OofState: 'Enabled',
      ExternalAudience: 'All',
      Duration: { StartTime: '2036-08-22T00:00:00', EndTime: '2036-08-23T00:00:00' },
      InternalReply: { Message: 'I am out of office.  This is my internal reply.' },
      ExternalReply: { Message: 'I am out of office. This is my external reply.' },
    },
  });
  same(answer.ResponseMessage.ResponseCode, 'NoError');
});

step('example 3: get out of office', async () => {
  const answer = await anna().run('GetUserOofSettings', { Mailbox: { Address: 'anna@contoso.com' } });
  same(answer.ResponseMessage.ResponseCode, 'NoError');
  isTrue(answer.OofSettings.OofState, 'a state');
});

step('example 4: send a mail', async () => {
  message(await anna().run('CreateItem', mail('Test EWS Email', 'SendAndSaveCopy')), 'CreateItem');
  same((await find(bert(), 'inbox', 'Test EWS Email')).length, 1);
});

step('example 5: a push subscription', async () => {
  const answer = await anna().run('Subscribe', {
    PushSubscriptionRequest: {
      FolderIds: distinguished('inbox'),
      EventTypes: { EventType: ['CreatedEvent'] },
      StatusFrequency: 1,
      URL: 'http://localhost:9/notification',
    },
  });
  isTrue(message(answer, 'Subscribe').SubscriptionId, 'an id');
});

step('example 5: a listener for the notifications', async () => {
  const xml = '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>'; // the library fails before it reads the description
  isTrue(await anna().notificationService({ port: 0, path: '/', xml }, () => ({ SendNotificationResult: { SubscriptionStatus: 'OK' } })), 'a server');
});

step('option: a SOAP header with the version', async () => {
  const header = { 't:RequestServerVersion': { attributes: { Version: 'Exchange2013' } } };
  const answer = await anna().run('GetUserOofSettings', { Mailbox: { Address: 'anna@contoso.com' } }, header);
  same(answer.ResponseMessage.ResponseCode, 'NoError');
});

step('option: NTLM, which is the default', async () => {
  const ews = new EWS({ username: 'anna', domain: 'CONTOSO', password, host });
  message(await ews.run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }), 'ExpandDL');
});

step('option: DOMAIN\\user', async () => {
  const ews = new EWS({ ...config('anna'), username: 'CONTOSO\\anna' });
  message(await ews.run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }), 'ExpandDL');
});

step('option: a folder for the description', async () => {
  const temp = fs.mkdtempSync('wsdl');
  const ews = new EWS(config('anna', { temp: `${process.cwd()}/${temp}` }));
  message(await ews.run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }), 'ExpandDL');
  isTrue(fs.existsSync(`${temp}/services.wsdl`), 'the description was stored');
});

step('option: no verification of the certificate', async () => {
  const ews = new EWS(config('anna'), { rejectUnauthorized: false, strictSSL: false });
  message(await ews.run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }), 'ExpandDL');
});

// The deployment gives no token to a person's program, so only the other half of the option can be seen.
step('option: a bearer token, which nobody issued', async () => {
  const ews = new EWS({ username: 'anna@contoso.com', token: 'e30.e30.', host, auth: 'bearer' });
  const error = await errorOf(() => ews.run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }));
  isTrue(/401/.test(error.message), error.message);
});

step('constructing the arguments: FindItem in the deleted items', async () => {
  const answer = await anna().run('FindItem', {
    attributes: { Traversal: 'Shallow' },
    ItemShape: { BaseShape: 'IdOnly' },
    ParentFolderIds: { DistinguishedFolderId: { attributes: { Id: 'deleteditems' } } },
  });
  isTrue(Number(message(answer, 'FindItem').RootFolder.attributes.TotalItemsInView) >= 0, 'a number of items');
});

step('a wrong password is refused', async () => {
  await refused(() => new EWS({ ...config('anna'), password: 'wrong' }).run('ExpandDL', { Mailbox: { EmailAddress: 'sales@contoso.com' } }), '401');
});

step('a body of 300,000 characters', async () => {
  const content = '0123456789'.repeat(30_000);
  const large = mail('Large by Node', 'SaveOnly');
  large.Items.Message.Body.$value = content;
  const id = message(await anna().run('CreateItem', large), 'CreateItem').Items.Message.ItemId.attributes;
  isTrue((await get(id)).Message.Body.$value === content, 'the same 300,000 characters');
});

step('GetFolder', async () => {
  const answer = await anna().run('GetFolder', { FolderShape: { BaseShape: 'Default' }, FolderIds: distinguished('inbox') });
  same(message(answer, 'GetFolder').Folders.Folder.DisplayName, 'Inbox');
});

step('CreateFolder, UpdateFolder and DeleteFolder', async () => {
  const made = await anna().run('CreateFolder', { ParentFolderId: distinguished('inbox'), Folders: { Folder: { DisplayName: 'By Node' } } });
  const id = message(made, 'CreateFolder').Folders.Folder.FolderId.attributes;
  const changed = await anna().run('UpdateFolder', {
    FolderChanges: {
      FolderChange: {
        FolderId: { attributes: id },
        Updates: { SetFolderField: { FieldURI: { attributes: { FieldURI: 'folder:DisplayName' } }, Folder: { DisplayName: 'Renamed by Node' } } },
      },
    },
  });
  message(changed, 'UpdateFolder');
  const read = await anna().run('GetFolder', { FolderShape: { BaseShape: 'Default' }, FolderIds: { FolderId: { attributes: { Id: id.Id } } } });
  same(message(read, 'GetFolder').Folders.Folder.DisplayName, 'Renamed by Node');
  message(await anna().run('DeleteFolder', { attributes: { DeleteType: 'HardDelete' }, FolderIds: { FolderId: { attributes: { Id: id.Id } } } }), 'DeleteFolder');
});

step('FindFolder', async () => {
  const answer = await anna().run('FindFolder', { attributes: { Traversal: 'Deep' }, FolderShape: { BaseShape: 'Default' }, ParentFolderIds: distinguished('msgfolderroot') });
  const names = list(message(answer, 'FindFolder').RootFolder.Folders.Folder).map((one) => one.DisplayName);
  isTrue(names.includes('Inbox'), 'Inbox is found');
});

step('CreateItem and GetItem: a draft', async () => {
  const { Message } = await get(await draft('Draft by Node'));
  same([Message.Subject, Message.ToRecipients.Mailbox.EmailAddress], ['Draft by Node', 'bert@contoso.com']);
});

step('FindItem', async () => {
  await draft('To be found');
  same((await find(anna(), 'drafts', 'To be found')).length, 1);
});

step('UpdateItem', async () => {
  const id = await draft('Before');
  const answer = await anna().run('UpdateItem', {
    attributes: { ConflictResolution: 'AutoResolve', MessageDisposition: 'SaveOnly' },
    ItemChanges: {
      ItemChange: {
        ItemId: { attributes: id },
        Updates: { SetItemField: { FieldURI: { attributes: { FieldURI: 'item:Subject' } }, Message: { Subject: 'After' } } },
      },
    },
  });
  message(answer, 'UpdateItem');
  same((await get({ Id: id.Id })).Message.Subject, 'After');
});

step('SendItem', async () => {
  const id = await draft('Sent later');
  message(await anna().run('SendItem', { attributes: { SaveItemToFolder: true }, ItemIds: { ItemId: { attributes: id } } }), 'SendItem');
  same((await find(bert(), 'inbox', 'Sent later')).length, 1);
});

step('CopyItem and MoveItem', async () => {
  const id = await draft('Copied and moved');
  const ids = { ItemIds: { 't:ItemId': { attributes: { Id: id.Id } } } };
  const target = (id) => ({ ToFolderId: { 't:DistinguishedFolderId': { attributes: { Id: id } } }, ...ids });
  message(await anna().run('CopyItem', target('inbox')), 'CopyItem');
  message(await anna().run('MoveItem', target('deleteditems')), 'MoveItem');
  same([(await find(anna(), 'inbox', 'Copied and moved')).length, (await find(anna(), 'deleteditems', 'Copied and moved')).length], [1, 1]);
});

step('DeleteItem', async () => {
  const id = await draft('Deleted by Node');
  message(await anna().run('DeleteItem', { attributes: { DeleteType: 'HardDelete' }, ItemIds: { ItemId: { attributes: { Id: id.Id } } } }), 'DeleteItem');
  same((await find(anna(), 'drafts', 'Deleted by Node')).length, 0);
});

step('CreateAttachment and GetAttachment', async () => {
  const id = await draft('Attached by Node');
  const made = await anna().run('CreateAttachment', {
    ParentItemId: { attributes: { Id: id.Id } },
    Attachments: { FileAttachment: { Name: 'a.txt', Content: Buffer.from('Content').toString('base64') } },
  });
  const attachment = message(made, 'CreateAttachment').Attachments.FileAttachment.AttachmentId.attributes.Id;
  const read = await anna().run('GetAttachment', { AttachmentIds: { AttachmentId: { attributes: { Id: attachment } } } });
  same(Buffer.from(message(read, 'GetAttachment').Attachments.FileAttachment.Content, 'base64').toString(), 'Content');
});

step('CreateItem: a contact', async () => {
  const answer = await anna().run('CreateItem', {
    SavedItemFolderId: distinguished('contacts'),
    Items: { Contact: { FileAs: 'Node, Nora', GivenName: 'Nora', CompanyName: 'Fabrikam', EmailAddresses: { Entry: { attributes: { Key: 'EmailAddress1' }, $value: 'nora@fabrikam.com' } }, Surname: 'Node' } },
  });
  const id = message(answer, 'CreateItem').Items.Contact.ItemId.attributes;
  same((await get(id)).Contact.CompanyName, 'Fabrikam');
});

step('CreateItem: a task', async () => {
  const answer = await anna().run('CreateItem', { SavedItemFolderId: distinguished('tasks'), Items: { Task: { Subject: 'By Node', DueDate: '2036-01-09T00:00:00Z', Status: 'InProgress' } } });
  const id = message(answer, 'CreateItem').Items.Task.ItemId.attributes;
  same((await get(id)).Task.Status, 'InProgress');
});

step('CreateItem: a meeting', async () => {
  const answer = await anna().run('CreateItem', {
    attributes: { SendMeetingInvitations: 'SendToAllAndSaveCopy' },
    SavedItemFolderId: distinguished('calendar'),
    Items: {
      CalendarItem: {
        Subject: 'Meeting by Node',
        Body: { attributes: { BodyType: 'Text' }, $value: 'Agenda' },
        Start: '2036-02-04T09:00:00Z',
        End: '2036-02-04T10:00:00Z',
        Location: 'Room 1',
        RequiredAttendees: { Attendee: { Mailbox: { EmailAddress: 'bert@contoso.com' } } },
      },
    },
  });
  const id = message(answer, 'CreateItem').Items.CalendarItem.ItemId.attributes;
  same((await get(id)).CalendarItem.Location, 'Room 1');
});

step('FindItem: a view of the calendar', async () => {
  const answer = await anna().run('FindItem', {
    attributes: { Traversal: 'Shallow' },
    ItemShape: { BaseShape: 'AllProperties' },
    CalendarView: { attributes: { StartDate: '2036-02-04T00:00:00Z', EndDate: '2036-02-05T00:00:00Z' } },
    ParentFolderIds: distinguished('calendar'),
  });
  same(list(message(answer, 'FindItem').RootFolder.Items?.CalendarItem).map((one) => one.Subject), ['Meeting by Node']);
});

step('CreateItem: a recurring meeting', async () => {
  const answer = await anna().run('CreateItem', {
    attributes: { SendMeetingInvitations: 'SendToNone' },
    Items: {
      CalendarItem: {
        Subject: 'Series by Node',
        Start: '2036-03-03T09:00:00Z',
        End: '2036-03-03T10:00:00Z',
        Recurrence: { DailyRecurrence: { Interval: 1 }, NumberedRecurrence: { StartDate: '2036-03-03', NumberOfOccurrences: 3 } },
      },
    },
  });
  const id = message(answer, 'CreateItem').Items.CalendarItem.ItemId.attributes;
  same((await get(id)).CalendarItem.CalendarItemType, 'RecurringMaster');
});

step('ResolveNames', async () => {
  const answer = await anna().run('ResolveNames', { attributes: { ReturnFullContactData: true }, UnresolvedEntry: 'bert' });
  same(list(message(answer, 'ResolveNames').ResolutionSet.Resolution)[0].Mailbox.EmailAddress, 'bert@contoso.com');
});

step('GetServerTimeZones', async () => {
  const answer = await anna().run('GetServerTimeZones', { attributes: { ReturnFullTimeZoneData: false } });
  isTrue(list(message(answer, 'GetServerTimeZones').TimeZoneDefinitions.TimeZoneDefinition).length > 100, 'more than 100 zones');
});

step('GetUserAvailability', async () => {
  const answer = await anna().run('GetUserAvailability', {
    TimeZone: {
      Bias: 0,
      StandardTime: { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' },
      DaylightTime: { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' },
    },
    MailboxDataArray: { MailboxData: { Email: { Address: 'bert@contoso.com' }, AttendeeType: 'Required', ExcludeConflicts: false } },
    FreeBusyViewOptions: { TimeWindow: { StartTime: '2036-02-04T00:00:00', EndTime: '2036-02-05T00:00:00' }, MergedFreeBusyIntervalInMinutes: 30, RequestedView: 'Detailed' },
  });
  const [first] = list(answer.FreeBusyResponseArray.FreeBusyResponse);
  same([first.ResponseMessage.ResponseCode, list(first.FreeBusyView.CalendarEventArray.CalendarEvent).map((one) => one.BusyType)], ['NoError', ['Tentative']]);
});

step('SyncFolderItems', async () => {
  const answer = await anna().run('SyncFolderItems', { ItemShape: { BaseShape: 'IdOnly' }, SyncFolderId: distinguished('inbox'), MaxChangesReturned: 100 });
  isTrue(message(answer, 'SyncFolderItems').SyncState, 'a state');
});

step('SyncFolderHierarchy', async () => {
  const answer = await anna().run('SyncFolderHierarchy', { FolderShape: { BaseShape: 'IdOnly' }, SyncFolderId: distinguished('msgfolderroot') });
  isTrue(message(answer, 'SyncFolderHierarchy').SyncState, 'a state');
});

step('Subscribe (pull), GetEvents and Unsubscribe', async () => {
  const answer = await anna().run('Subscribe', { PullSubscriptionRequest: { FolderIds: distinguished('drafts'), EventTypes: { EventType: ['CreatedEvent'] }, Timeout: 10 } });
  const { SubscriptionId, Watermark } = message(answer, 'Subscribe');
  await draft('Told of');
  const events = message(await anna().run('GetEvents', { SubscriptionId, Watermark }), 'GetEvents').Notification;
  isTrue(list(events.CreatedEvent).length > 0, 'an event');
  message(await anna().run('Unsubscribe', { SubscriptionId }), 'Unsubscribe');
});

step('GetDelegate', async () => {
  const answer = await anna().run('GetDelegate', { attributes: { IncludePermissions: true }, Mailbox: { 't:EmailAddress': 'anna@contoso.com' } });
  same([answer.ResponseCode, answer.DeliverMeetingRequests, list(answer.ResponseMessages)], ['NoError', 'DelegatesAndMe', []]);
});

step('GetRoomLists', async () => {
  const answer = await anna().run('GetRoomLists', {});
  same([answer.ResponseCode, list(answer.RoomLists.Address).map((one) => one.EmailAddress)], ['NoError', ['rooms@contoso.com']]);
});

step('ConvertId', async () => {
  const { Id } = await draft('Converted');
  const answer = await anna().run('ConvertId', { attributes: { DestinationFormat: 'HexEntryId' }, SourceIds: { AlternateId: { attributes: { Format: 'EwsId', Id, Mailbox: 'anna@contoso.com' } } } });
  isTrue(message(answer, 'ConvertId').AlternateId.attributes.Id, 'an id');
});

// All operations of the description, from the table that zeep and Apache CXF read as well. The documentation says how XML becomes arguments;
// elements of the types get the prefix, because node-soap does not know what a type inherits.
const kept = {};
const filled = (text) => text.replace(/\{(\w+)\.?(\w*)\}/g, (_, key, name) => kept[key][name]);
const elements = (node) => Array.from(node.childNodes).filter((one) => one.nodeType === 1);
const toArguments = (node) => {
  const children = elements(node);
  const attributes = Object.fromEntries(Array.from(node.attributes).filter((one) => !one.name.startsWith('xmlns')).map((one) => [one.name, one.value]));
  if (!children.length && !Object.keys(attributes).length) return node.textContent || {};
  const made = Object.keys(attributes).length ? { attributes } : {};
  if (!children.length && node.textContent) made.$value = node.textContent;
  for (const child of children) {
    const name = child.prefix === 't' ? child.nodeName : child.localName;
    made[name] = name in made ? [].concat(made[name], toArguments(child)) : toArguments(child);
  }
  return made;
};
const members = (value) =>
  Object.entries(value ?? {}).flatMap(([name, one]) =>
    list(one).flatMap((each) => (typeof each === 'object' && !(each instanceof Date) ? (name === 'attributes' ? members(each) : [[name, each], ...members(each)]) : [[name, each]])),
  );
const text = (value) => (value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : String(value?.$value ?? value));
const listed = (row, attribute) => filled(row.getAttribute(attribute)).split('; ').filter(Boolean).map((one) => /^(\w+) ?(.*)$/.exec(one));
const clients = Object.fromEntries(['anna', 'bert', 'carla'].map((name) => [name, new EWS(config(name))]));
const perform = async (row) => {
  const [node] = elements(row);
  const request = new DOMParser().parseFromString(filled(new XMLSerializer().serializeToString(node)), 'text/xml').documentElement;
  const header = { 't:RequestServerVersion': { attributes: { Version: 'Exchange2013_SP1' } } };
  const parameters = toArguments(request);
  const found = members(await clients[row.getAttribute('as') || 'anna'].run(node.localName.replace(/Request$/, ''), typeof parameters === 'string' ? {} : parameters, header).catch((error) => {
    if (!error.root) throw error;
    return error.root.Envelope.Body.Fault.detail;
  }));
  same([...new Set(found.filter(([name]) => name === 'ResponseCode').map(([, one]) => text(one)))], [row.getAttribute('code') || 'NoError']);
  for (const [reads, name, value] of listed(row, 'reads')) isTrue(found.some(([key, one]) => key === name && text(one) === value), reads);
  for (const [lacks, name, value] of listed(row, 'lacks')) isTrue(!found.some(([key, one]) => key === name && one !== null && (!value || text(one) === value)), `no ${lacks}`);
  for (const [kind, key] of row.getAttribute('keeps').split(', ').filter(Boolean).map((one) => one.split(' '))) {
    const entry = found.find(([name]) => name === kind);
    isTrue(entry, `an element ${kind}`);
    kept[key] = { ...entry[1].attributes, '': text(entry[1]) };
  }
};
const described = new Map();
for (const row of Array.from(new DOMParser().parseFromString(fs.readFileSync('operations.xml', 'utf8'), 'text/xml').getElementsByTagName('call'))) {
  described.set(row.getAttribute('step'), [...(described.get(row.getAttribute('step')) ?? []), row]);
}
for (const [name, rows] of described) {
  step(`operation ${name}`, async () => {
    for (const row of rows) await perform(row);
  });
}

run(require('node-ews/package.json').version);
