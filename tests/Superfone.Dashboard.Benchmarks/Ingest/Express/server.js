// Receives webhooks as a script that one writes by hand: each request is looked up by its hash and inserted by itself. better-sqlite3's own
// settings hold, by which a commit waits for no disk. Usage: node server.js <database file>; prints its port.
const { createHash } = require('node:crypto');
const express = require('express');
const Database = require('better-sqlite3');

const database = new Database(process.argv[2]);
database.pragma('journal_mode = WAL');
database.exec('CREATE TABLE Deliveries (Id INTEGER PRIMARY KEY, ReceivedUtc INTEGER, Event TEXT, Hash BLOB, Body BLOB)');
database.exec('CREATE INDEX Hashes ON Deliveries (Hash)');
const find = database.prepare('SELECT Id FROM Deliveries WHERE Hash = ?');
const insert = database.prepare('INSERT INTO Deliveries (ReceivedUtc, Event, Hash, Body) VALUES (?, ?, ?, ?)');

const app = express();
app.post('/api/webhook', express.raw({ type: 'application/json' }), (request, response) => {
  if (request.headers.authorization !== `Bearer ${process.env.SECRET}`) {
    response.status(401).end();
    return;
  }

  const event = JSON.parse(request.body).event;
  const hash = createHash('sha256').update(request.body).digest();
  const earlier = find.get(hash);
  if (earlier) {
    response.json({ status: 'duplicate', deliveryId: earlier.Id });
    return;
  }

  response.json({ status: 'accepted', deliveryId: insert.run(Date.now(), event, hash, request.body).lastInsertRowid });
});

const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
