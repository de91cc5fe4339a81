// The application of the tenant that application.yaml registers.
const fs = require('node:fs');

const id = '5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713';
module.exports = {
  id,
  authority: `https://login.microsoftonline.com/${id}`,
  clientId: '3b1f0c5e-6f0e-4b6d-9d61-0a3c8f2f7b11',
  clientSecret: 'board-secret-of-42-letters-and-digits-00001',
  scope: 'https://outlook.office365.com/.default',
  site: 'https://contoso.sharepoint.com',
  key: () => fs.readFileSync(process.env.LAB_KEY, 'utf8'),
  certificate: () => fs.readFileSync(process.env.LAB_CERTIFICATE, 'utf8'),
};
