module.exports = require("../shared/35354b00cfe509d4.js");
