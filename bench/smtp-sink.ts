import { createServer, type Socket } from 'node:net';

/** The least a mail server can be: takes everything, keeps nothing. A process of its own, so that it costs us no time. */
const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  converse(socket);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));

const END_OF_BODY = Buffer.from('\r\n.\r\n');

function converse(socket: Socket): void {
  let unread = Buffer.alloc(0);
  let isBody = false;
  socket.write('220 sink\r\n');
  socket.on('data', (bytes) => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    let answers = '';
    for (;;) {
      const end = isBody ? unread.indexOf(END_OF_BODY) : unread.indexOf('\r\n');
      if (end < 0) break;
      if (isBody) {
        answers += '250 2.0.0 kept nothing\r\n';
        unread = unread.subarray(end + END_OF_BODY.length);
        isBody = false;
        continue;
      }
      const command = unread.toString('latin1', 0, Math.min(end, 4)).toUpperCase();
      unread = unread.subarray(end + 2);
      isBody = command === 'DATA';
      answers += ANSWERS[command] ?? '250 2.0.0 fine\r\n';
      if (command === 'QUIT') {
        socket.end(answers);
        return;
      }
    }
    // What stays behind is part of a body; only its last bytes can still begin the end.
    if (isBody && unread.length > END_OF_BODY.length) unread = unread.subarray(-END_OF_BODY.length);
    if (answers !== '') socket.write(answers);
  });
}

const ANSWERS: Readonly<Record<string, string>> = {
  EHLO: '250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n',
  DATA: '354 go on\r\n',
  QUIT: '221 2.0.0 bye\r\n',
};
